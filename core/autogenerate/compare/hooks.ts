import type { Column } from '../../schema/column'
import type { Constraint } from '../../schema/constraint'
import type { Table } from '../../schema/table'
import type { TableIndex } from '../../schema/table-index'

export type ComparedObject = Table | Column | Constraint | TableIndex

export type ObjectKind =
  | 'table'
  | 'column'
  | 'index'
  | 'primaryKeyConstraint'
  | 'uniqueConstraint'
  | 'foreignKeyConstraint'
  | 'checkConstraint'

export interface ParentNames {
  readonly schemaName: string | null
  readonly tableName: string | null
}

/** Whether an object takes part. `reflected`: it was found in the database; `compareTo`: what it is compared with, if there is such. */
export type IncludeObject = (
  ...args: [
    object: ComparedObject,
    name: string | null,
    kind: ObjectKind,
    reflected: boolean,
    compareTo: ComparedObject | null,
  ]
) => boolean

/** Whether a name of the database takes part at all. */
export type IncludeName = (name: string | null, kind: ObjectKind, parentNames: ParentNames) => boolean

/** A project's own answer to "do these two differ?"; null leaves the question to Retort. */
export type ColumnsDiffer = (found: Column, wanted: Column) => boolean | null | undefined
