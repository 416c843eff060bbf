import { RetortError } from '../../errors'
import type { MigrationStep } from '../../runtime/run-migrations'
import { parseIdentifier, type Identifier } from './identifier'
import { lookUp, requireKnownRows } from './lookup'
import { notThatMany } from './plan-upgrade'
import { resolveOne } from './resolve'
import type { RevisionGraph } from './revision-graph'
import { VersionRows } from './version-rows'
import { onLine, walk } from './walk'

interface Target {
  /** null: below the first revision. */
  readonly revision: string | null
  /** The line to take down, where several leave the target. */
  readonly branch: string | null
}

/** What takes a database with these rows down to the target: all that follows it or depends on that, the last first. */
export function planDowngrade(graph: RevisionGraph, rows: readonly string[], target: string): readonly MigrationStep[] {
  requireKnownRows(graph, rows)
  const { revision, branch } = downgradeTarget(graph, rows, parseIdentifier(target))
  const roots = rootsAbove(graph, revision, branch)
  const applied = graph.applied(rows)
  const dropped = new Set([...graph.descendants(roots, { withDependencies: true })].filter(id => applied.has(id)))
  if (revision !== null && dropped.size === 0 && !rows.includes(revision)) throw notBelow(revision)
  const versionRows = new VersionRows(graph, rows)
  return graph
    .order(rows)
    .filter(id => dropped.has(id))
    .map(id => ({
      revision: id,
      message: graph.get(id).message,
      direction: 'downgrade',
      changes: versionRows.downgrade(id),
    }))
}

/** The first revisions to go: those right above the target, of one line where the target names one. */
function rootsAbove(graph: RevisionGraph, target: string | null, branch: string | null): readonly string[] {
  const roots = target === null ? graph.bases : graph.children(target)
  if (branch === null || roots.length < 2) return roots
  const line = graph.ancestors([lookUp(graph, branch)], { withDependencies: false })
  const onBranch = roots.filter(root => line.has(root))
  if (onBranch.length === 0) throw notBelow(target ?? 'base')
  return onBranch
}

const notBelow = (revision: string): RetortError =>
  new RetortError('UNREACHABLE_REVISION', `${revision} is not below the current revisions.`, {
    hint: 'See where the database stands with `retort current`.',
    revision,
  })

function downgradeTarget(graph: RevisionGraph, rows: readonly string[], identifier: Identifier): Target {
  const { text, branch, symbol, steps } = identifier
  if (steps === null) {
    const isNamed = symbol === 'base' || symbol === 'head' || symbol === 'heads'
    return {
      branch,
      revision: resolveOne(graph, { ...identifier, branch: isNamed && symbol !== 'base' ? null : branch }),
    }
  }
  if (symbol === null) return belowCurrent(graph, rows, identifier)
  const isAbove = steps >= 0
  const start = resolveOne(graph, { text, branch: isAbove ? null : branch, symbol, steps: null })
  return {
    branch,
    revision: reached(walk(graph, start ?? 'base', { steps, branch: isAbove ? branch : null }), identifier),
  }
}

/** `-N` counts from the current revision: the first where there are several, as in Alembic, and then only on its line. */
function belowCurrent(graph: RevisionGraph, rows: readonly string[], identifier: Identifier): Target {
  const { branch, steps } = identifier
  const starts = branch === null ? rows.slice(0, 1) : currentOnLine(graph, rows, branch)
  const [start] = starts
  if (start === undefined || steps === null || steps >= 0) throw notThatMany(identifier)
  if (starts.length > 1) {
    throw new RetortError(
      'AMBIGUOUS_WALK',
      `The line of "${branch}" stands at several revisions: ${starts.join(', ')}.`,
      {
        hint: 'Name the revision to go down to.',
      },
    )
  }
  return { branch: branch ?? start, revision: reached(walk(graph, start, { steps }), identifier) }
}

/** The rows of a line, or the last revisions of it that other rows imply. What only leads to the line is not on it yet. */
function currentOnLine(graph: RevisionGraph, rows: readonly string[], branch: string): readonly string[] {
  const current = onLine(graph, rows, branch)
  if (current.length > 0) return current
  const applied = graph.applied(rows)
  const isLast = (id: string): boolean => !graph.children(id).some(child => applied.has(child))
  return onLine(graph, [...applied].filter(isLast), branch)
}

function reached(id: string | null, identifier: Identifier): string | null {
  if (id === null) throw notThatMany(identifier)
  return id === 'base' ? null : id
}
