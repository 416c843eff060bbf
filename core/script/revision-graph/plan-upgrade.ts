import { RetortError } from '../../errors'
import type { MigrationStep } from '../../runtime/run-migrations'
import { parseIdentifier, type Identifier } from './identifier'
import { lookUp, requireKnownRows } from './lookup'
import { resolveAbsolute, resolveOne } from './resolve'
import type { RevisionGraph } from './revision-graph'
import { VersionRows } from './version-rows'
import { onLine, walk } from './walk'

/** What takes a database with these rows up to the target: every revision that is missing, parents and dependencies first. */
export function planUpgrade(graph: RevisionGraph, rows: readonly string[], target: string): readonly MigrationStep[] {
  requireKnownRows(graph, rows)
  const targets = upgradeTargets(graph, rows, target)
  const applied = graph.applied(rows)
  const versionRows = new VersionRows(graph, rows)
  return graph
    .order(targets)
    .filter(id => !applied.has(id))
    .reverse()
    .map(revision => ({
      revision,
      message: graph.get(revision).message,
      direction: 'upgrade',
      changes: versionRows.upgrade(revision),
    }))
}

/** The revisions an upgrade from these rows is to reach; none for `base`. */
export function upgradeTargets(graph: RevisionGraph, rows: readonly string[], target: string): readonly string[] {
  const identifier = parseIdentifier(target)
  const { branch, symbol, steps } = identifier
  if (steps === null) return resolveAbsolute(graph, identifier)
  if (symbol === null && steps <= 0) throw notThatMany(identifier)
  const start = symbol === null ? startAbove(graph, rows, branch) : namedStart(graph, identifier)
  const reached = walk(graph, start, { steps, branch })
  if (reached === null) throw notThatMany(identifier)
  return reached === 'base' ? [] : [reached]
}

/** The revision that `REV+N` counts from. Going up, the label says which way to take; going down, it says what is meant. */
function namedStart(graph: RevisionGraph, { text, branch, symbol, steps }: Identifier): string {
  const isAbove = (steps ?? 0) > 0 && symbol !== 'head'
  return resolveOne(graph, { text, branch: isAbove ? null : branch, symbol, steps: null }) ?? 'base'
}

/** Where `+N` counts from: the one current revision, on the line where a label says so. */
function startAbove(graph: RevisionGraph, rows: readonly string[], branch: string | null): string {
  const starts = branch === null ? rows : startsOnLine(graph, rows, branch)
  if (starts.length < 2) return starts[0] ?? 'base'
  throw new RetortError('AMBIGUOUS_WALK', `The database stands at several revisions: ${starts.join(', ')}.`, {
    hint: 'Name the revision itself, or the line with label@+N.',
  })
}

/** The current revisions of a line: its rows, or the last ones of it that the rows imply. */
function startsOnLine(graph: RevisionGraph, rows: readonly string[], branch: string): readonly string[] {
  lookUp(graph, branch)
  const current = onLine(graph, rows, branch)
  if (current.length > 0) return current
  const active = onLine(graph, [...graph.applied(rows)], branch)
  const followed = new Set(active.flatMap(graph.allParents))
  return active.filter(id => !followed.has(id))
}

export const notThatMany = ({ text }: Identifier): RetortError =>
  new RetortError('UNREACHABLE_REVISION', `There are not that many revisions: "${text}".`, {
    hint: 'Take fewer steps, or name the revision itself; `retort history` lists them.',
  })
