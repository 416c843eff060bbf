import { defaultValue, type ColumnBuilder } from '../schema/build/column-builder'
import type { AutoIncrement, DefaultValue, Identity } from '../schema/column'
import type { ColumnType } from '../schema/column-type'
import type { SqlExpression } from '../schema/sql-expression'
import { isSqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'
import { positionOf, type ColumnPosition } from './add-column'

/** The properties a change may name. A property that is absent is left as it is. */
export interface ColumnProperties {
  readonly type?: ColumnType
  readonly nullable?: boolean
  readonly default?: DefaultValue | null
  readonly comment?: string | null
  readonly autoIncrement?: AutoIncrement
  readonly identity?: Identity | null
}

export interface ColumnChanges extends ColumnProperties {
  readonly newName?: string
}

/** Changes what is named in `changes`, nothing else. `existing` is what is known of the column before; reversing needs it. */
export interface AlterColumn {
  readonly kind: 'alterColumn'
  readonly table: TableName
  readonly columnName: string
  readonly changes: ColumnChanges
  readonly existing: ColumnProperties
  /** PostgreSQL: the expression that turns old values into the new type. */
  readonly using: string | null
  readonly position: ColumnPosition | null
}

type DefaultOption = string | number | bigint | boolean | SqlExpression | null

export interface AlterColumnOptions {
  readonly schema?: string
  readonly type?: ColumnBuilder
  /** PostgreSQL: the expression that turns old values into the new type. */
  readonly using?: SqlExpression | string
  readonly nullable?: boolean
  /** The new server default; null drops it. */
  readonly default?: DefaultOption
  readonly newName?: string
  readonly comment?: string | null
  readonly autoIncrement?: AutoIncrement
  readonly identity?: { readonly always?: boolean } | null
  readonly existingType?: ColumnBuilder
  readonly existingNullable?: boolean
  readonly existingDefault?: DefaultOption
  readonly existingComment?: string | null
  readonly existingAutoIncrement?: AutoIncrement
  readonly existingIdentity?: { readonly always?: boolean } | null
  readonly insertBefore?: string
  readonly insertAfter?: string
}

export function alterColumn(table: string, columnName: string, options: AlterColumnOptions): AlterColumn {
  return {
    kind: 'alterColumn',
    table: tableName(table, options.schema),
    columnName,
    changes: changesOf(options),
    existing: existingOf(options),
    using: options.using === undefined ? null : isSqlExpression(options.using) ? options.using.text : options.using,
    position: positionOf(options),
  }
}

function changesOf(options: AlterColumnOptions): ColumnChanges {
  return {
    ...(options.type === undefined ? {} : { type: options.type.spec.type }),
    ...(options.nullable === undefined ? {} : { nullable: options.nullable }),
    ...(options.default === undefined ? {} : { default: defaultOf(options.default) }),
    ...(options.newName === undefined ? {} : { newName: options.newName }),
    ...(options.comment === undefined ? {} : { comment: options.comment }),
    ...(options.autoIncrement === undefined ? {} : { autoIncrement: options.autoIncrement }),
    ...(options.identity === undefined ? {} : { identity: identityOf(options.identity) }),
  }
}

function existingOf(options: AlterColumnOptions): ColumnProperties {
  return {
    ...(options.existingType === undefined ? {} : { type: options.existingType.spec.type }),
    ...(options.existingNullable === undefined ? {} : { nullable: options.existingNullable }),
    ...(options.existingDefault === undefined ? {} : { default: defaultOf(options.existingDefault) }),
    ...(options.existingComment === undefined ? {} : { comment: options.existingComment }),
    ...(options.existingAutoIncrement === undefined ? {} : { autoIncrement: options.existingAutoIncrement }),
    ...(options.existingIdentity === undefined ? {} : { identity: identityOf(options.existingIdentity) }),
  }
}

const defaultOf = (value: DefaultOption): DefaultValue | null => (value === null ? null : defaultValue(value))

const identityOf = (identity: { readonly always?: boolean } | null): Identity | null =>
  identity === null ? null : { always: identity.always ?? false }
