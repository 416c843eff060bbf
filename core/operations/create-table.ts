import type { Columns, TableOptions } from '../schema/build/table-builder'
import { table } from '../schema/build/table-builder'
import { tableStorage, type TableStorageOptions } from '../schema/build/table-storage'
import type { TableStorage } from '../schema/table-storage'
import type { Constraint } from '../schema/constraint'
import type { Table } from '../schema/table'
import type { TableIndex } from '../schema/table-index'

/** Creates a table with its constraints, then its indexes. */
export interface CreateTable {
  readonly kind: 'createTable'
  readonly table: Table
  readonly ifNotExists: boolean
  /** How PostgreSQL keeps it; absent where nothing is said. */
  readonly storage?: TableStorage
}

export interface CreateTableOptions extends TableOptions, TableStorageOptions {
  /** Do nothing when a table of that name is there, whatever it looks like. */
  readonly ifNotExists?: boolean
}

export type CreateTableArguments = [
  name: string,
  columns: Columns,
  constraintsAndIndexes?: readonly (Constraint | TableIndex)[],
  options?: CreateTableOptions,
]

export function createTable(...[name, columns, items = [], options = {}]: CreateTableArguments): CreateTable {
  const storage = tableStorage(options)
  return {
    kind: 'createTable',
    table: table(name, columns, items, options),
    ifNotExists: options.ifNotExists ?? false,
    ...(storage === null ? {} : { storage }),
  }
}
