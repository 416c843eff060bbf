import type { RevisionRecord } from '../commands/revision-record'
import type { Terminal } from './terminal'

/** One revision as a line: `1f52a9 -> 7c1f9a (head), reviews get a state`. */
export function revisionLine(record: RevisionRecord, terminal: Terminal, marksCurrent = false): string {
  const down = record.downRevision.length === 0 ? '<base>' : record.downRevision.join(', ')
  const marks = marksOf(record, marksCurrent)
  const label = record.branchLabels.length > 0 ? ` (${record.branchLabels.join(', ')})` : ''
  const tags = marks.length > 0 ? terminal.green(` (${marks.join(') (')})`) : ''
  const message = record.message === '' ? '' : `, ${record.message}`
  return `${down} -> ${terminal.bold(record.revision)}${label}${tags}${message}`
}

/** One revision with all that is known of it. */
export function revisionLines(record: RevisionRecord, terminal: Terminal): readonly string[] {
  const marks = marksOf(record, true)
  return [
    `${terminal.bold(`Revision ID: ${record.revision}`)}${marks.length > 0 ? ` (${marks.join(') (')})` : ''}`,
    `Revises: ${record.downRevision.length === 0 ? '<base>' : record.downRevision.join(', ')}`,
    ...(record.branchLabels.length > 0 ? [`Branch labels: ${record.branchLabels.join(', ')}`] : []),
    ...(record.dependsOn.length > 0 ? [`Depends on: ${record.dependsOn.join(', ')}`] : []),
    ...(record.createDate === null ? [] : [`Create Date: ${record.createDate}`]),
    `Path: ${record.path}`,
    '',
    `    ${record.message}`,
    '',
  ]
}

function marksOf(record: RevisionRecord, marksCurrent: boolean): readonly string[] {
  return [
    ...(record.isHead ? ['head'] : []),
    ...(record.isBranchPoint ? ['branchpoint'] : []),
    ...(record.isMergePoint ? ['mergepoint'] : []),
    ...(marksCurrent && record.isCurrent ? ['current'] : []),
  ]
}
