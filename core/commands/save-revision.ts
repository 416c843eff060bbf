import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { RetortError } from '../errors'
import type { Project } from './open-project'

export interface SaveRequest {
  readonly revision: string
  readonly source: string
  /** Of the text that was edited: the file must still be that. */
  readonly fingerprint: string
}

/** SHA-256 of a revision's text, to notice changes made outside. */
export const fingerprintOf = (source: string): string => createHash('sha256').update(source).digest('hex')

/** Saves a revision's text, wholly or not at all. Fails with `FILE_CHANGED` when the file was changed meanwhile. */
export async function saveRevision(project: Project, { revision, source, fingerprint }: SaveRequest): Promise<void> {
  const script = await project.script()
  const { path } = script.graph.get(revision)
  if (fingerprintOf(await script.source(revision)) !== fingerprint) {
    throw new RetortError('FILE_CHANGED', 'The file was changed outside since it was opened.', {
      path,
      revision,
      hint: 'Keep your text or take the one on disk.',
    })
  }
  await writeFile(`${path}.new`, source)
  await rename(`${path}.new`, path)
}
