import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { sha256Of, type BackupRecord } from '../backup/catalogue'
import { RetortError } from '../errors'
import { RunJournal } from '../runtime/run-journal'
import { backup, catalogueOf } from './backup'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'

export interface RestoreOptions {
  /** A backup of this project by name or path, or any other file a backup command wrote. */
  readonly file: string
  /** Back up what is there now first. */
  readonly backup: boolean
  readonly signal?: AbortSignal
}

export interface RestoreResult {
  readonly restored: BackupRecord
  /** The backup of what was there; null where it was not asked for or nothing was there. */
  readonly before: BackupRecord | null
}

/** Puts the database back to what a backup holds: all of it or, on failure, nothing of it. */
export const restore = (project: Project, options: RestoreOptions): Promise<RestoreResult> =>
  project.keepingOpen(() => putBack(project, options))

async function putBack(project: Project, { file, backup: backsUp, signal }: RestoreOptions): Promise<RestoreResult> {
  const { dialect, settings } = project
  const startedAt = new Date()
  const restored = await sound(project, file)
  const from = await readRevisions(project)
  const reason = `before restoring ${restored.name}`
  const before =
    backsUp && (await isThere(project)) ? await backup(project, { reason, ...(signal && { signal }) }) : null
  await dialect.backup.restore(restored.path, settings.url, { ...project.connectOptions, ...(signal && { signal }) })
  await new RunJournal(settings.folder).add({
    id: randomUUID(),
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    database: settings.url.shown,
    direction: 'restore',
    from,
    to: await readRevisions(project),
    outcome: 'done',
    failure: null,
    backup: before?.path ?? null,
    steps: [],
  })
  return { restored, before }
}

/** The backup, after it has been found whole. A file from elsewhere is checked as far as it can be. */
async function sound(project: Project, file: string): Promise<BackupRecord> {
  const catalogue = catalogueOf(project)
  const known = await catalogue.find(file).catch(() => null)
  if (known) return catalogue.verify(known.path, project.dialect.backup)
  const found = path.resolve(file)
  const size = await stat(found).then(
    ({ size: bytes }) => bytes,
    () => null,
  )
  if (size === null) {
    throw new RetortError('BACKUP_FAILED', `There is no file ${file}.`, {
      hint: 'List the backups with `retort backups`.',
      path: found,
    })
  }
  const damage = await project.dialect.backup.verify(found)
  if (damage !== null) {
    throw new RetortError('BACKUP_DAMAGED', `${path.basename(found)} cannot be restored: ${damage}`, {
      hint: 'Nothing was changed. Use another backup.',
      path: found,
    })
  }
  return {
    path: found,
    name: path.basename(found),
    bytes: size,
    sha256: await sha256Of(found),
    createdAt: '',
    database: project.settings.url.shown,
    revisions: [],
    reason: '',
    verifiedAt: new Date().toISOString(),
  }
}

/** A SQLite file that is missing needs no backup; whatever can be reached does. */
async function isThere({ dialect, settings, connectOptions }: Project): Promise<boolean> {
  try {
    const connection = await dialect.driver.connect(settings.url, { ...connectOptions, readOnly: true })
    await connection.close()
    return true
  } catch {
    return false
  }
}
