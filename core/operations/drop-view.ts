import { tableName, type TableName } from '../schema/table-name'
import type { CreateView } from './create-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropView {
  readonly kind: 'dropView'
  readonly view: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateView | null
}

export interface DropObjectOptions {
  readonly schema?: string
  readonly ifExists?: boolean
  /** Take along what depends on it (PostgreSQL). */
  readonly cascade?: boolean
}

export function dropView(name: string, options: DropObjectOptions = {}): DropView {
  return { kind: 'dropView', view: tableName(name, options.schema), ...howToDrop(options), was: null }
}

export const howToDrop = ({ ifExists = false, cascade = false }: DropObjectOptions) => ({ ifExists, cascade })
