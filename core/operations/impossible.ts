import { RetortError } from '../errors'

/** Says that an operation cannot be done to this schema. */
export function impossible(message: string): never {
  throw new RetortError('BAD_OPERATION', message, {
    hint: 'Compare the names in the revision with the schema it starts from.',
  })
}
