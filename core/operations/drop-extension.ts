import type { CreateExtension } from './create-extension'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropExtension {
  readonly kind: 'dropExtension'
  readonly name: string
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateExtension | null
}

export function dropExtension(name: string, options: Omit<DropObjectOptions, 'schema'> = {}): DropExtension {
  return { kind: 'dropExtension', name, ...howToDrop(options), was: null }
}
