import { ORPCError } from '@orpc/client'
import type { Change, Comparison } from '../../core/contract/diff'
import type { Failure } from '../../core/contract/failure'
import type { HistoryRow, OperationInWords, RevisionDetails, RevisionRecord } from '../../core/contract/history'

export function record(revision: string, changes: Partial<RevisionRecord> = {}): RevisionRecord {
  return {
    revision,
    downRevision: [],
    message: `message of ${revision}`,
    branchLabels: [],
    dependsOn: [],
    createDate: '2026-11-14T10:00:00Z',
    path: `migrations/versions/${revision}.ts`,
    isHead: false,
    isBase: false,
    isMergePoint: false,
    isBranchPoint: false,
    isCurrent: false,
    ...changes,
  }
}

export function row(revision: string, changes: Partial<HistoryRow> = {}): HistoryRow {
  return { ...record(revision), isApplied: true, ...changes }
}

export function operation(changes: Partial<OperationInWords> = {}): OperationInWords {
  return {
    kind: 'addColumn',
    verb: 'create',
    object: 'users.age',
    text: 'Adds users.age',
    isDestructive: false,
    isRebuild: false,
    ...changes,
  }
}

export function details(
  revision: HistoryRow,
  operations: readonly OperationInWords[] = [operation()],
): RevisionDetails {
  const sql = ['ALTER TABLE users ADD COLUMN age INTEGER']
  return {
    revision,
    source: `// ${revision.revision}`,
    upgrade: { operations: [...operations], sql, problem: null },
    downgrade: { operations: [], sql: [], problem: null },
    isIrreversible: false,
  }
}

export function change(id: string, changes: Partial<Change> = {}): Change {
  return { ...operation(), id, table: 'users', before: null, after: null, rowsAtStake: null, sql: [], ...changes }
}

export function comparison(changes: readonly Change[]): Comparison {
  return {
    model: 'model.ts',
    database: 'bookshop.db',
    isUpToDate: changes.length === 0,
    changes: [...changes],
    tableRows: { users: 3 },
    tookMs: 4,
  }
}

/** What the client throws for a failure of the engine. */
export function failsWith(failure: Failure): Error {
  return new ORPCError('FAILED', { defined: true, status: 422, data: failure })
}
