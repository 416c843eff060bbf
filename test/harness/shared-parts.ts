import { inject } from 'vitest'
import type { Shared, SharedParts } from './global-setup'

/** Asks the run for a part that all test files share. */
export async function sharedPart<Name extends keyof SharedParts>(name: Name): Promise<Shared<SharedParts[Name]>> {
  const response = await fetch(`${inject('sharedParts')}${name}`)
  return (await response.json()) as Shared<SharedParts[Name]>
}

/** `dist` as the sources make it; a test that runs built programs asks for it first. */
export async function upToDateBuild(): Promise<void> {
  const built = await sharedPart('/build')
  if ('missing' in built) throw new Error(built.missing)
}
