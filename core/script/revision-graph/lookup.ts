import { RetortError } from '../../errors'
import type { RevisionGraph } from './revision-graph'

/** The fewest characters that stand for a longer id. */
const SHORTEST_PREFIX = 4

/** Of how many candidates a message speaks. */
const CANDIDATES_SHOWN = 6

/** The revision that a full id, a label or a unique prefix of an id names. `among` narrows what a prefix may mean. */
export function lookUp(graph: RevisionGraph, name: string, among: (id: string) => boolean = () => true): string {
  if (graph.has(name)) return name
  const labelled = graph.labels.get(name)
  if (labelled !== undefined) return labelled
  const candidates = name === '' ? [] : graph.revisions.map(each => each.revision).filter(id => id.startsWith(name))
  const meant = candidates.filter(among)
  const [only] = meant
  if (meant.length > 1) throw ambiguous(name, meant)
  if (only !== undefined && name.length >= SHORTEST_PREFIX) return only
  throw notFound(name, only !== undefined)
}

function ambiguous(name: string, candidates: readonly string[]): RetortError {
  const shown = candidates.slice(0, CANDIDATES_SHOWN).join(', ')
  const more = candidates.length > CANDIDATES_SHOWN ? ` and ${candidates.length - CANDIDATES_SHOWN} more` : ''
  return new RetortError('AMBIGUOUS_REVISION', `"${name}" may be any of ${shown}${more}.`, {
    hint: 'Write more characters of the revision you mean.',
  })
}

export const notFound = (name: string, isTooShort = false): RetortError =>
  new RetortError('REVISION_NOT_FOUND', `There is no revision or branch "${name}".`, {
    hint: isTooShort
      ? `Write at least ${SHORTEST_PREFIX} characters of a revision.`
      : 'List the revisions with `retort history`.',
  })

/** Refuses rows of the version table that no file has. */
export function requireKnownRows(graph: RevisionGraph, rows: readonly string[]): void {
  const unknown = rows.find(row => !graph.has(row))
  if (unknown === undefined) return
  throw new RetortError(
    'REVISION_NOT_FOUND',
    `The database stands at ${unknown}, and no revision file has that revision.`,
    {
      hint: 'Bring the missing file back, or set the version by hand with `retort stamp --purge REV`.',
      revision: unknown,
    },
  )
}
