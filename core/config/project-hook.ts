import path from 'node:path'
import { RetortError } from '../errors'

type Hook = (...args: never[]) => unknown

/** A function of the configuration as the program calls it: what it throws is told as a failure of the configuration. */
export const projectHook =
  (file: string) =>
  <F>(name: string, hook: F): F => {
    if (typeof hook !== 'function') return hook
    const called: Hook = (...args) => {
      try {
        return (hook as unknown as Hook)(...args)
      } catch (error) {
        throw hookFailure(name, error, file)
      }
    }
    return called as F
  }

function hookFailure(name: string, error: unknown, file: string): RetortError {
  if (error instanceof RetortError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new RetortError('BAD_CONFIG', `${path.basename(file)}: ${name}() threw: ${message}`, {
    path: file,
    cause: error,
    hint: `Correct ${name}(); nothing was changed.`,
  })
}
