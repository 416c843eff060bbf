import { describe } from '../operations/describe'
import type { Operation } from '../operations/operation'
import { subjectOf, type Subject } from '../operations/subject'
import { recordOperations } from '../runtime/operation-recorder'
import type { ScriptDirectory } from '../script/script-directory'

/** An object that several branches touch since they parted. */
export interface MergeConflict extends Subject {
  readonly operations: readonly ConflictingOperation[]
}

export interface ConflictingOperation {
  readonly revision: string
  readonly description: string
}

interface Touch extends ConflictingOperation {
  readonly subject: Subject
}

/** What the branches of these heads have in common to quarrel about, seen in the operations of their revisions. */
export async function mergeConflicts(
  script: ScriptDirectory,
  heads: readonly string[],
): Promise<readonly MergeConflict[]> {
  const reached = heads.map(head => script.graph.applied([head]))
  const touches = new Map<string, readonly Touch[]>()
  for (const id of new Set(reached.flatMap(ids => [...ids]))) {
    if (!reached.every(ids => ids.has(id))) touches.set(id, await touchesOf(script, id))
  }
  const found = new Map<string, MergeConflict>()
  for (const [at, left] of reached.entries()) {
    for (const right of reached.slice(at + 1)) {
      const only = (ids: ReadonlySet<string>, others: ReadonlySet<string>): readonly Touch[] =>
        [...ids].filter(id => !others.has(id)).flatMap(id => touches.get(id) ?? [])
      gather(found, only(left, right), only(right, left))
    }
  }
  return mostSpecific([...found.values()])
}

/** Operations of a revision; none where its code cannot be run on its own. */
async function touchesOf(script: ScriptDirectory, revision: string): Promise<readonly Touch[]> {
  const operations = await script
    .load(revision)
    .then(({ upgrade }) => recordOperations(upgrade))
    .catch((): readonly Operation[] => [])
  return operations
    .flatMap(operation => (operation.kind === 'batchAlterTable' ? operation.operations : [operation]))
    .map(operation => ({ revision, description: describe(operation).text, subject: subjectOf(operation) }))
}

function gather(found: Map<string, MergeConflict>, left: readonly Touch[], right: readonly Touch[]): void {
  for (const one of left) {
    for (const other of right) {
      const subject = inCommon(one.subject, other.subject)
      if (subject === null) continue
      const key = keyOf(subject)
      const known = found.get(key)?.operations ?? []
      const added = [one, other]
        .filter(({ revision, description }) => !known.some(isSame(revision, description)))
        .map(({ revision, description }) => ({ revision, description }))
      found.set(key, { ...subject, operations: [...known, ...added] })
    }
  }
}

const isSame = (revision: string, description: string) => (known: ConflictingOperation) =>
  known.revision === revision && known.description === description

/** The smallest object that both are about: a column or a named part of a table, else the table. */
function inCommon(one: Subject, other: Subject): Subject | null {
  if (one.table !== other.table) return null
  const { table, column, name } = one
  const isPart = column !== undefined || name !== undefined
  if (isPart && column === other.column && name === other.name) return one
  return table === undefined ? null : { table }
}

const keyOf = ({ table, column, name }: Subject): string => JSON.stringify([table, column, name])

/** A table is not named again where a part of it is. */
const mostSpecific = (conflicts: readonly MergeConflict[]): readonly MergeConflict[] => {
  const parts = new Set(conflicts.filter(isPartOfTable).map(({ table }) => table))
  return conflicts.filter(conflict => isPartOfTable(conflict) || !parts.has(conflict.table))
}

const isPartOfTable = ({ column, name }: Subject): boolean => column !== undefined || name !== undefined
