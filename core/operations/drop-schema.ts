import type { CreateSchema } from './create-schema'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropSchema {
  readonly kind: 'dropSchema'
  readonly name: string
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateSchema | null
}

export function dropSchema(name: string, options: Omit<DropObjectOptions, 'schema'> = {}): DropSchema {
  return { kind: 'dropSchema', name, ...howToDrop(options), was: null }
}
