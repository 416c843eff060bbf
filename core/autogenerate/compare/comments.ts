import type { Operation } from '../../operations/operation'
import type { TablePair } from './table-pair'

export function compareTableComment({ wanted, found }: TablePair): readonly Operation[] {
  if (wanted.comment === found.comment) return []
  if (wanted.comment === null) return [{ kind: 'dropTableComment', table: found.name, existing: found.comment }]
  return [{ kind: 'createTableComment', table: found.name, comment: wanted.comment, existing: found.comment }]
}
