import type { AlterColumn } from '../../operations/alter-column'
import type { Operation } from '../../operations/operation'
import { mentions, sameName } from './ddl-parser'

/** Renames of columns, then other changes to the table as it is after them. */
export interface BatchGroup {
  readonly renames: readonly AlterColumn[]
  readonly operations: readonly Operation[]
}

/**
 * The changes of a batch with the renames put first. A rename changes place only with operations that name neither of
 * its names; where it cannot pass, a new group begins, so that the order the revision gave always holds.
 */
export function batchGroups(operations: readonly Operation[]): readonly BatchGroup[] {
  const groups: { renames: AlterColumn[]; operations: Operation[] }[] = [{ renames: [], operations: [] }]
  for (const operation of operations) {
    const group = groups.at(-1) ?? { renames: [], operations: [] }
    const rename = renameOf(operation)
    if (rename === null) {
      group.operations.push(operation)
      continue
    }
    const others = withoutName(operation)
    if (group.operations.some(earlier => concerns(earlier, rename)))
      groups.push({ renames: [rename], operations: others })
    else {
      group.renames.push(rename)
      group.operations.push(...others)
    }
  }
  return groups
}

function renameOf(operation: Operation): AlterColumn | null {
  if (operation.kind !== 'alterColumn' || operation.changes.newName === undefined) return null
  return { ...operation, changes: { newName: operation.changes.newName }, position: null, using: null }
}

/** What else the operation changes, of the column under its new name. */
function withoutName(operation: Operation): Operation[] {
  if (operation.kind !== 'alterColumn') return []
  const { newName, ...changes } = operation.changes
  if (Object.keys(changes).length === 0 && operation.position === null) return []
  return [{ ...operation, columnName: newName ?? operation.columnName, changes }]
}

/** Any mention at all: a condition or an expression may name the column too. */
function concerns(operation: Operation, { columnName, changes }: AlterColumn): boolean {
  const names = [columnName, changes.newName ?? columnName]
  return textsIn(operation).some(text => names.some(name => sameName(text, name) || mentions(text, name)))
}

/** Fields that never name a column of the table. */
const OTHER_FIELDS: ReadonlySet<string> = new Set([
  'kind',
  'table',
  'type',
  'autoIncrement',
  'existing',
  'referredTable',
])

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([field, inner]) => (OTHER_FIELDS.has(field) ? [] : textsIn(inner)))
}
