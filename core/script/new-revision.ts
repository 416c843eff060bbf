import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Eta } from 'eta'
import type { Settings } from '../config/settings'
import { asRetortError, RetortError } from '../errors'
import { runPostWriteHooks } from './post-write-hooks'
import { TEMPLATES_FOLDER } from './resources'
import { parseRevisionFile } from './revision-file'
import { revisionFileName, timeParts } from './revision-file-name'
import type { RevisionGraph } from './revision-graph/revision-graph'

/** A revision to be written. */
export interface NewRevision {
  readonly revision: string
  readonly message: string
  readonly downRevisions: readonly string[]
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
  /** The statements of the two functions, indented; empty for nothing to do. */
  readonly upgrade: string
  readonly downgrade: string
  /** What the file imports from "retort". */
  readonly imports: readonly string[]
  /** One of the version locations. */
  readonly folder: string
}

/** A new revision id: the last 12 hex digits of a random UUID. */
export const newRevisionId = (): string => randomUUID().slice(-12)

export function requireUsableId(revision: string): void {
  if (isUsableName(revision) && revision.length <= VERSION_LENGTH) return
  throw new RetortError('USAGE', `"${revision}" cannot be a revision id.`, {
    hint: `Use letters, digits and underscores, at most ${VERSION_LENGTH} of them.`,
  })
}

/** Refuses a label that would make the project's revisions ambiguous: nothing could be run until the file is corrected. */
export function requireFreeLabel(label: string, graph: RevisionGraph): void {
  if (!isUsableName(label)) {
    throw new RetortError('USAGE', `"${label}" cannot be a branch label.`, {
      hint: 'Use letters, digits and underscores.',
    })
  }
  const owner = graph.labels.get(label) ?? graph.find(label)?.revision
  if (owner === undefined) return
  throw new RetortError('REVISION_EXISTS', `The branch label "${label}" names ${owner} already.`, {
    hint: 'Choose another --branch-label.',
  })
}

/** What the version table has room for. */
const VERSION_LENGTH = 32

const isUsableName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}_.]*$/u.test(name)

/** Writes a revision file by the project's template, never over another file, and runs the hooks. The file's path. */
export const writeRevision = async (settings: Settings, given: NewRevision): Promise<string> =>
  writeRevisionText(settings, given, await renderRevision(settings, given))

/** The text of a revision file by the project's template. */
export const renderRevision = async (settings: Settings, given: NewRevision): Promise<string> =>
  render(await templateOf(settings), given, timeParts(new Date(), settings.timezone).iso)

/** Writes such a text. */
export async function writeRevisionText(settings: Settings, given: NewRevision, text: string): Promise<string> {
  const file = path.join(given.folder, revisionFileName(settings, given, timeParts(new Date(), settings.timezone)))
  requireRevision(text, file, given)
  await writeWhole(file, text)
  await runPostWriteHooks(settings.postWriteHooks, file, settings.folder)
  return file
}

/** A template that leaves a constant out would make a file that no command can read. */
function requireRevision(text: string, file: string, { revision }: NewRevision): void {
  const refuse = (why: string): never => {
    throw new RetortError('BAD_CONFIG', `The template script.ts.eta does not work: ${why}`, {
      path: file,
      hint: 'Compare it with the one that `retort init` writes.',
    })
  }
  const written = parsed(text, file, refuse)
  if (written !== revision) refuse(`it writes the revision ${written} instead of ${revision}.`)
}

function parsed(text: string, file: string, refuse: (why: string) => never): string {
  try {
    return parseRevisionFile(text, path.basename(file)).revision
  } catch (error) {
    return refuse(asRetortError(error).message)
  }
}

/** The whole file or none of it, and never over another one: a link is refused where the name is taken. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`)
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(draft, text)
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      // Some file systems have no links.
      return copyFile(draft, file, constants.COPYFILE_EXCL)
    })
  } catch (error) {
    throw notWritten(error, file)
  } finally {
    await rm(draft, { force: true })
  }
}

function notWritten(error: unknown, file: string): RetortError {
  const details = { path: file, cause: error }
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
    return new RetortError('REVISION_EXISTS', `${file} is there already.`, {
      ...details,
      hint: 'Choose another message or --rev-id.',
    })
  }
  return new RetortError('BAD_CONFIG', `${file} cannot be written: ${reasonOf(error)}.`, {
    ...details,
    hint: 'Check that the version location may be written.',
  })
}

/** The system's words, without the name of the draft. */
const reasonOf = (error: unknown): string => asRetortError(error).message.replace(/, \w+ '.*$/s, '')

async function templateOf({ scriptLocation }: Settings): Promise<string> {
  const own = path.join(scriptLocation, 'script.ts.eta')
  return readFile(own, 'utf8').catch(() =>
    readFile(path.join(TEMPLATES_FOLDER, 'default', 'migrations', 'script.ts.eta'), 'utf8'),
  )
}

const eta = new Eta({ autoEscape: false, autoTrim: false })

function render(template: string, given: NewRevision, createDate: string): string {
  try {
    return eta.renderString(template, {
      message: given.message.replaceAll('*/', '* /').split(/\r?\n/).join('\n * '),
      revision: given.revision,
      revises: given.downRevisions.length === 0 ? '<base>' : given.downRevisions.join(', '),
      createDate,
      imports: given.imports,
      downRevision: oneOrList(given.downRevisions),
      branchLabels: listOrNull(given.branchLabels),
      dependsOn: listOrNull(given.dependsOn),
      upgrade: functionOf('upgrade', given.upgrade),
      downgrade: functionOf('downgrade', given.downgrade),
      literal: (value: unknown) => JSON.stringify(value)?.replaceAll('","', '", "') ?? 'null',
    })
  } catch (error) {
    throw new RetortError(
      'BAD_CONFIG',
      `The template script.ts.eta does not work: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      {
        cause: error,
        hint: 'Compare it with the one that `retort init` writes.',
      },
    )
  }
}

const oneOrList = (ids: readonly string[]): string | readonly string[] | null =>
  ids.length > 1 ? ids : (ids[0] ?? null)

const listOrNull = (items: readonly string[]): readonly string[] | null => (items.length === 0 ? null : items)

function functionOf(name: string, body: string): string {
  const parameter = body.includes('op.') ? 'op' : '_op'
  return body === ''
    ? `export async function ${name}(${parameter}: Op) {}`
    : `export async function ${name}(${parameter}: Op) {\n${body}\n}`
}
