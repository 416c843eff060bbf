import { beforeEach } from 'vitest'

/** Something a test needs that a machine may lack: it is there, or there is a reason why not. */
export type Requirement<T> = { readonly value: T; readonly missing?: never } | { readonly missing: string }

/** Skips every test of the surrounding `describe` (or file) with the reason, when what they need is missing. */
export function requires(requirement: Requirement<unknown>): void {
  beforeEach(context => {
    if (requirement.missing !== undefined) context.skip(requirement.missing)
  })
}

/** What is known to be there by now, because `requires` has let the test through. */
export function present<T>(requirement: Requirement<T>): T {
  if (requirement.missing === undefined) return requirement.value
  throw new Error(requirement.missing)
}
