import type { Constraint } from '../../schema/constraint'
import type { Table } from '../../schema/table'
import { sameTable } from '../../schema/table-name'
import type { CompareOptions } from './comparison'
import type { IncludeName, ObjectKind } from './hooks'

export const constraintKinds: Readonly<Record<Constraint['kind'], ObjectKind>> = {
  primaryKey: 'primaryKeyConstraint',
  unique: 'uniqueConstraint',
  foreignKey: 'foreignKeyConstraint',
  check: 'checkConstraint',
}

/** The found tables as far as their names take part; the version table never does. */
export function visibleTables(tables: readonly Table[], options: CompareOptions): readonly Table[] {
  const { includeName, versionTable } = options
  return tables
    .filter(({ name }) => versionTable === null || !sameTable(name, versionTable))
    .filter(({ name }) => includeName(name.name, 'table', { schemaName: name.schema, tableName: null }))
    .map(table => visibleParts(table, includeName))
}

function visibleParts(table: Table, includeName: IncludeName): Table {
  const parents = { schemaName: table.name.schema, tableName: table.name.name }
  const visible =
    (kind: ObjectKind) =>
    ({ name }: { readonly name: string | null }): boolean =>
      includeName(name, kind, parents)
  return {
    ...table,
    columns: table.columns.filter(visible('column')),
    indexes: table.indexes.filter(visible('index')),
    uniques: table.uniques.filter(visible('uniqueConstraint')),
    foreignKeys: table.foreignKeys.filter(visible('foreignKeyConstraint')),
    checks: table.checks.filter(visible('checkConstraint')),
  }
}
