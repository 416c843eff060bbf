import { RetortError } from '../../errors'
import type { AddColumn } from '../../operations/add-column'
import type { BatchAlterTable } from '../../operations/batch-alter-table'
import type { BulkInsert } from '../../operations/bulk-insert'
import type { CreateCheckConstraint } from '../../operations/create-check-constraint'
import type { CreateForeignKey } from '../../operations/create-foreign-key'
import type { CreateIndex } from '../../operations/create-index'
import type { CreatePrimaryKey } from '../../operations/create-primary-key'
import type { CreateTableComment } from '../../operations/create-table-comment'
import type { CreateTable } from '../../operations/create-table'
import type { CreateUniqueConstraint } from '../../operations/create-unique-constraint'
import type { DropColumn } from '../../operations/drop-column'
import type { DropConstraint } from '../../operations/drop-constraint'
import type { DropIndex } from '../../operations/drop-index'
import type { DropTableComment } from '../../operations/drop-table-comment'
import type { DropTable } from '../../operations/drop-table'
import type { Execute } from '../../operations/execute'
import { visit, type EveryField, type Operation, type Station } from '../../operations/operation'
import type { Query } from '../../operations/query'
import type { RenameTable } from '../../operations/rename-table'
import { alterColumnSource, placeOptions } from './render-alter-column'
import { columnSource } from './render-column'
import {
  checkArguments,
  indexArguments,
  itemSource,
  keyOptions,
  primaryKeyArguments,
  uniqueArguments,
} from './render-constraint'
import { objectRenderers } from './render-objects'
import { routineRenderers } from './render-routines'
import { storageOptions, storageRenderers } from './render-storage'
import { shareOut, tableArguments } from './render-table'
import { onTable, schemaOf, type Scope } from './scope'
import { array, awaited, call, code, importsOf, method, object, print, property, type Source } from './source'
import { needsPairs, nameOrNull, options, text, texts, value } from './values'

/** The statement that carries an operation out: `await op.addColumn(…)`. */
export const statementSource = (operation: Operation, scope: Scope = 'op'): Source =>
  awaited(visit(renderers, operation, scope))

/** An operation as the line, or lines, of TypeScript that make it again. */
export const renderOperation = (operation: Operation): string => print(statementSource(operation))

export const importsOfOperation = (operation: Operation): readonly string[] => importsOf(statementSource(operation))

/** Known to the operation in memory only: it makes reversing possible, and a revision file has its own downgrade. */
const UNWRITTEN = null

const renderers: Station<Source, [scope: Scope]> = {
  ...objectRenderers,
  ...routineRenderers,
  ...storageRenderers,

  createTable(operation, scope) {
    const { table, ifNotExists, storage } = {
      table: operation.table,
      ifNotExists: operation.ifNotExists,
      storage: operation.storage,
    } satisfies EveryField<CreateTable>
    return method(`${scope}.createTable`, ...tableArguments(table, { ...storageOptions(storage), ifNotExists }))
  },

  dropTable(operation, scope) {
    const { table, ifExists, cascade } = {
      table: operation.table,
      ifExists: operation.ifExists,
      cascade: operation.cascade,
      was: UNWRITTEN,
    } satisfies EveryField<DropTable>
    return method(`${scope}.dropTable`, text(table.name), options({ schema: table.schema, ifExists, cascade }))
  },

  renameTable(operation, scope) {
    const { table, newName } = { table: operation.table, newName: operation.newName } satisfies EveryField<RenameTable>
    return method(`${scope}.renameTable`, text(table.name), text(newName), options({ schema: table.schema }))
  },

  addColumn(operation, scope) {
    const { table, column, constraints, ifNotExists, position } = {
      table: operation.table,
      column: operation.column,
      constraints: operation.constraints,
      ifNotExists: operation.ifNotExists,
      position: operation.position,
    } satisfies EveryField<AddColumn>
    const { inline, rest } = shareOut([column], constraints)
    if (rest.length > 0) throw unwritable(`a column with a constraint that stands on its own (${column.name})`)
    const given = options({ ...schemaOf(scope, table), ifNotExists, ...placeOptions(position) })
    const source = columnSource(column, { ...inline(column), inKey: false })
    return method(`${scope}.addColumn`, onTable(scope, table), text(column.name), source, given)
  },

  dropColumn(operation, scope) {
    const { table, columnName, ifExists, cascade } = {
      table: operation.table,
      columnName: operation.columnName,
      ifExists: operation.ifExists,
      cascade: operation.cascade,
      was: UNWRITTEN,
      constraints: UNWRITTEN,
    } satisfies EveryField<DropColumn>
    const given = options({ ...schemaOf(scope, table), ifExists, cascade })
    return method(`${scope}.dropColumn`, onTable(scope, table), text(columnName), given)
  },

  alterColumn: (operation, scope) =>
    method(
      `${scope}.alterColumn`,
      onTable(scope, operation.table),
      text(operation.columnName),
      alterColumnSource(operation, schemaOf(scope, operation.table)),
    ),

  createIndex(operation, scope) {
    const { table, index, concurrently, ifNotExists } = {
      table: operation.table,
      index: operation.index,
      concurrently: operation.concurrently,
      ifNotExists: operation.ifNotExists,
    } satisfies EveryField<CreateIndex>
    const [name, ...rest] = indexArguments(index, { ...schemaOf(scope, table), concurrently, ifNotExists })
    return method(`${scope}.createIndex`, name ?? null, onTable(scope, table), ...rest)
  },

  dropIndex(operation, scope) {
    const { name, schema, table, concurrently, ifExists } = {
      name: operation.name,
      schema: operation.schema,
      table: operation.table,
      concurrently: operation.concurrently,
      ifExists: operation.ifExists,
      was: UNWRITTEN,
    } satisfies EveryField<DropIndex>
    const where = scope === 'op' ? { table: table?.name ?? null, schema } : {}
    return method(`${scope}.dropIndex`, text(name), options({ ...where, concurrently, ifExists }))
  },

  createForeignKey(operation, scope) {
    const { table, constraint } = {
      table: operation.table,
      constraint: operation.constraint,
    } satisfies EveryField<CreateForeignKey>
    return method(
      `${scope}.createForeignKey`,
      nameOrNull(constraint.name),
      onTable(scope, table),
      text(constraint.referredTable.name),
      texts(constraint.columns),
      texts(constraint.referredColumns),
      keyOptions(constraint, { sourceSchema: schemaOf(scope, table).schema }),
    )
  },

  createUniqueConstraint(operation, scope) {
    const { table, constraint } = {
      table: operation.table,
      constraint: operation.constraint,
    } satisfies EveryField<CreateUniqueConstraint>
    const [name, ...rest] = uniqueArguments(constraint, schemaOf(scope, table))
    return method(`${scope}.createUniqueConstraint`, name ?? null, onTable(scope, table), ...rest)
  },

  createPrimaryKey(operation, scope) {
    const { table, constraint } = {
      table: operation.table,
      constraint: operation.constraint,
    } satisfies EveryField<CreatePrimaryKey>
    const [name, ...rest] = primaryKeyArguments(constraint)
    return method(
      `${scope}.createPrimaryKey`,
      name ?? null,
      onTable(scope, table),
      ...rest,
      options(schemaOf(scope, table)),
    )
  },

  createCheckConstraint(operation, scope) {
    const { table, constraint } = {
      table: operation.table,
      constraint: operation.constraint,
    } satisfies EveryField<CreateCheckConstraint>
    const [name, ...rest] = checkArguments(constraint, schemaOf(scope, table))
    return method(`${scope}.createCheckConstraint`, name ?? null, onTable(scope, table), ...rest)
  },

  dropConstraint(operation, scope) {
    const { table, name, type, columns, condition, ifExists, cascade } = {
      table: operation.table,
      name: operation.name,
      type: operation.type,
      columns: operation.columns,
      condition: operation.condition,
      ifExists: operation.ifExists,
      cascade: operation.cascade,
      was: UNWRITTEN,
    } satisfies EveryField<DropConstraint>
    const given = options({ type, columns, condition, ...schemaOf(scope, table), ifExists, cascade })
    return method(`${scope}.dropConstraint`, nameOrNull(name), onTable(scope, table), given)
  },

  createTableComment(operation, scope) {
    const { table, comment, existing } = {
      table: operation.table,
      comment: operation.comment,
      existing: operation.existing,
    } satisfies EveryField<CreateTableComment>
    const given = options({ ...schemaOf(scope, table), existingComment: existing })
    return method(`${scope}.createTableComment`, onTable(scope, table), text(comment), given)
  },

  dropTableComment(operation, scope) {
    const { table, existing } = {
      table: operation.table,
      existing: operation.existing,
    } satisfies EveryField<DropTableComment>
    const given = options({ ...schemaOf(scope, table), existingComment: existing })
    return method(`${scope}.dropTableComment`, onTable(scope, table), given)
  },

  batchAlterTable(operation) {
    const { table, operations, recreate, copyFrom, tableArgs, partialReordering } = {
      table: operation.table,
      operations: operation.operations,
      recreate: operation.recreate,
      copyFrom: operation.copyFrom,
      tableArgs: operation.tableArgs,
      partialReordering: operation.partialReordering,
    } satisfies EveryField<BatchAlterTable>
    const statements = operations.map(inner => {
      if (!BATCH_KINDS.has(inner.kind)) throw unwritable(`${inner.kind} inside a batch`)
      return statementSource(inner, 'batch')
    })
    const given = options({
      schema: table.schema,
      recreate: recreate === 'auto' ? null : recreate,
      copyFrom: copyFrom === null ? null : call('table', ...tableArguments(copyFrom)),
      tableArgs: tableArgs.length === 0 ? null : array(tableArgs.map(itemSource)),
      partialReordering: partialReordering.length === 0 ? null : array(partialReordering.map(texts)),
    })
    return method('op.batchAlterTable', text(table.name), { kind: 'block', parameter: 'batch', statements }, given)
  },

  bulkInsert(operation, scope) {
    const { table, rows } = { table: operation.table, rows: operation.rows } satisfies EveryField<BulkInsert>
    return method(
      `${scope}.bulkInsert`,
      text(table.name),
      array(rows.map(rowSource)),
      options({ schema: table.schema }),
    )
  },

  execute(operation, scope) {
    const { sql, params } = { sql: operation.sql, params: operation.params } satisfies EveryField<Execute>
    return method(`${scope}.execute`, text(sql), params.length === 0 ? null : array(params.map(value)))
  },

  query(operation, scope) {
    const { sql, params } = { sql: operation.sql, params: operation.params } satisfies EveryField<Query>
    return method(`${scope}.query`, text(sql), params.length === 0 ? null : array(params.map(value)))
  },
}

const BATCH_KINDS: ReadonlySet<Operation['kind']> = new Set<Operation['kind']>([
  'addColumn',
  'alterColumn',
  'createCheckConstraint',
  'createForeignKey',
  'createIndex',
  'createPrimaryKey',
  'createTableComment',
  'createUniqueConstraint',
  'dropColumn',
  'dropConstraint',
  'dropIndex',
  'createExcludeConstraint',
  'dropTableComment',
  'renameConstraint',
  'setTableOptions',
  'validateConstraint',
])

function rowSource(row: BulkInsert['rows'][number]): Source {
  const entries = Object.entries(row)
  if (!needsPairs(entries.map(([name]) => name)))
    return object(entries.map(([name, cell]) => property(name, value(cell))))
  return code(
    `Object.fromEntries(${print(array(entries.map(([name, cell]) => array([text(name), value(cell)]))), '', -Infinity)})`,
  )
}

const unwritable = (what: string): RetortError =>
  new RetortError('BAD_OPERATION', `There is no way to write ${what} as one call.`, {
    hint: 'Write it as several operations.',
  })
