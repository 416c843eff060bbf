import type { ColumnType } from '../schema/column-type'
import type { TableName } from '../schema/table-name'
import { visit, type Operation, type Station } from './operation'

/** Data that an operation takes away: the rows of a table, or the values of a column (`column` is null for whole rows). */
export interface DataLoss {
  readonly table: TableName
  readonly column: string | null
  readonly reason: 'dropped' | 'narrowed'
}

/** What an operation would lose; empty where it loses nothing. Free SQL is not looked into. */
export function lossesOf(operation: Operation): readonly DataLoss[] {
  return visit(losses, operation)
}

export const isDestructive = (operation: Operation): boolean => lossesOf(operation).length > 0

const nothing = (): readonly DataLoss[] => []

const losses: Station<readonly DataLoss[]> = {
  dropTable: ({ table }) => [{ table, column: null, reason: 'dropped' }],
  dropColumn: ({ table, columnName, was }) =>
    was?.generated ? [] : [{ table, column: columnName, reason: 'dropped' }],
  alterColumn: ({ table, columnName, changes, existing }) =>
    changes.type !== undefined && (existing.type === undefined || narrows(existing.type, changes.type))
      ? [{ table, column: columnName, reason: 'narrowed' }]
      : [],
  batchAlterTable: ({ operations }) => operations.flatMap(lossesOf),

  addColumn: nothing,
  bulkInsert: nothing,
  createCheckConstraint: nothing,
  createForeignKey: nothing,
  createIndex: nothing,
  createPrimaryKey: nothing,
  addEnumValue: nothing,
  alterEnum: nothing,
  createEnum: nothing,
  dropEnum: nothing,
  renameEnumValue: nothing,
  renameConstraint: nothing,
  validateConstraint: nothing,
  createExcludeConstraint: nothing,
  commentOn: nothing,
  renameIndex: nothing,
  createTrigger: nothing,
  dropTrigger: nothing,
  createExtension: nothing,
  dropExtension: nothing,
  createSchema: nothing,
  dropSchema: nothing,
  createSequence: nothing,
  alterSequence: nothing,
  dropSequence: nothing,
  createDomain: nothing,
  dropDomain: nothing,
  createFunction: nothing,
  replaceFunction: nothing,
  dropFunction: nothing,
  createPolicy: nothing,
  dropPolicy: nothing,
  enableRowSecurity: nothing,
  disableRowSecurity: nothing,
  setTableOptions: nothing,
  createPartition: nothing,
  attachPartition: nothing,
  detachPartition: nothing,
  custom: nothing,
  createTable: nothing,
  createTableComment: nothing,
  createUniqueConstraint: nothing,
  createMaterializedView: nothing,
  createView: nothing,
  dropMaterializedView: nothing,
  dropView: nothing,
  refreshMaterializedView: nothing,
  replaceView: nothing,
  dropConstraint: nothing,
  dropIndex: nothing,
  dropTableComment: nothing,
  execute: nothing,
  query: nothing,
  renameTable: nothing,
}

/** Whether some value of the first type has no place, or less precision, in the second. */
export function narrows(from: ColumnType, to: ColumnType): boolean {
  const least = capacity(from)
  const most = capacity(to)
  if (holdsAnyText(to)) return false
  if (from.kind === 'enum' && to.kind === 'enum') return from.values.some(value => !to.values.includes(value))
  if (from.kind === 'array' && to.kind === 'array') return narrows(from.of, to.of)
  if (from.kind === 'string' && to.kind === 'string') return (from.length ?? Infinity) > (to.length ?? Infinity)
  if (from.kind === 'date' && to.kind === 'dateTime') return false
  if ((from.kind === 'json' && to.kind === 'jsonb') || (from.kind === 'jsonb' && to.kind === 'json')) return false
  if ((from.kind === 'time' || from.kind === 'dateTime') && from.kind === to.kind)
    return (from.precision ?? FULL_PRECISION) > (to.precision ?? FULL_PRECISION)
  if (least !== null && most !== null) return least.digits > most.digits || least.decimals > most.decimals
  return JSON.stringify(from) !== JSON.stringify(to)
}

/** Digits of a second that a time keeps when it says nothing else. */
const FULL_PRECISION = 6

const holdsAnyText = (type: ColumnType): boolean =>
  type.kind === 'text' || (type.kind === 'string' && type.length === null)

interface Capacity {
  readonly digits: number
  readonly decimals: number
}

/** What a number type surely holds; null for what is no number. */
function capacity(type: ColumnType): Capacity | null {
  switch (type.kind) {
    case 'boolean':
      return { digits: 1, decimals: 0 }
    case 'smallInteger':
      return { digits: 5, decimals: 0 }
    case 'integer':
      return { digits: 10, decimals: 0 }
    case 'bigInteger':
      return { digits: 19, decimals: 0 }
    case 'float':
      return { digits: 7, decimals: 7 }
    case 'double':
      return { digits: 15, decimals: 15 }
    case 'numeric':
      return type.precision === null
        ? { digits: Infinity, decimals: Infinity }
        : { digits: type.precision - (type.scale ?? 0), decimals: type.scale ?? 0 }
    default:
      return null
  }
}
