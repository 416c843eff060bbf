import { RetortError } from '../errors'

/** Says why an operation has no reverse. */
export function irreversible(what: string, why = 'its definition is not known'): never {
  throw new RetortError('NOT_REVERSIBLE', `${what} cannot be undone: ${why}.`, {
    hint: 'Write this step of the downgrade by hand, or restore a backup.',
  })
}
