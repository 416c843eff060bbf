import { RetortError } from '../errors'
import { constantsOf, type Constant } from './revision-constants'
import { hasReservedCharacter, type Revision } from './revision-graph/revision'

/** What a revision file says of itself, without running it. Fails with `BAD_REVISION_FILE`, naming file and line. */
export function parseRevisionFile(source: string, path: string): Revision {
  const constants = constantsOf(source, path)
  const { message, doc, createDate } = docOf(source)
  const revision = single(constants.get('revision'), path)
  if (revision === null) {
    throw bad(
      path,
      'it does not export the constant `revision`.',
      'Add `export const revision = "…"`, or move the file elsewhere.',
    )
  }
  if (hasReservedCharacter(revision))
    throw bad(path, `"${revision}" is no revision id: @ - + : have a meaning of their own.`, 'Choose another id.')
  if (!constants.has('downRevision')) {
    throw bad(
      path,
      'it does not export the constant `downRevision`.',
      'Add `export const downRevision = "…"`, or null for a first revision.',
    )
  }
  return {
    revision,
    downRevisions: list(constants.get('downRevision')),
    branchLabels: list(constants.get('branchLabels')),
    dependsOn: list(constants.get('dependsOn')),
    message,
    doc,
    createDate,
    path,
  }
}

interface Doc {
  readonly message: string
  readonly doc: string
  readonly createDate: string | null
}

/** The comment at the top: its first line is the message. */
function docOf(source: string): Doc {
  const comment = /^\s*\/\*\*?([\s\S]*?)\*\//.exec(source)?.[1] ?? ''
  const lines = comment.split('\n').map(line => line.replace(/^\s*\*? ?/, '').trimEnd())
  const message = lines.find(line => line.trim() !== '')?.trim() ?? ''
  const createDate = /^Create Date:\s*(.+)$/m.exec(lines.join('\n'))?.[1]?.trim() ?? null
  return {
    message: /^(Revision ID|Revises|Create Date):/.test(message) ? '' : message,
    doc: lines.join('\n').trim(),
    createDate,
  }
}

function single(constant: Constant | undefined, path: string): string | null {
  if (constant === undefined || constant.value === null) return null
  if (typeof constant.value === 'string') return constant.value
  throw bad(`${path}:${constant.line}`, '`revision` must be one string.', 'Write it as `export const revision = "…"`.')
}

const list = (constant: Constant | undefined): readonly string[] => {
  const value = constant?.value ?? null
  return value === null ? [] : typeof value === 'string' ? [value] : value
}

const bad = (path: string, what: string, hint: string): RetortError =>
  new RetortError('BAD_REVISION_FILE', `${path} is no revision file: ${what}`, { path, hint })
