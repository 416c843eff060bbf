import { spawn } from 'node:child_process'
import { RetortError } from '../errors'
import { show } from './show'
import type { Project } from './open-project'
import type { RevisionRecord } from './revision-record'

export interface EditOptions {
  /** The command that opens a file: `code --wait`. */
  readonly editor: string | undefined
  /** Standard output is for a program: what the editor prints goes to standard error. */
  readonly keepsOutputFree: boolean
}

/** Opens the files that an identifier names in an editor, until it is closed. */
export async function edit(
  project: Project,
  identifier: string,
  { editor = '', keepsOutputFree }: EditOptions,
): Promise<readonly RevisionRecord[]> {
  if (editor.trim() === '') {
    throw new RetortError('TOOL_NOT_FOUND', 'No editor is set.', {
      hint: 'Set VISUAL or EDITOR, for example EDITOR="code --wait".',
    })
  }
  const records = await show(project, identifier)
  if (records.length === 0) {
    throw new RetortError('REVISION_NOT_FOUND', `"${identifier}" names no revision that could be edited.`, {
      hint: 'List the revisions with `retort history`.',
    })
  }
  const code = await opened(
    editor,
    records.map(({ path }) => path),
    keepsOutputFree,
  )
  if (code === 0) return records
  throw new RetortError('TOOL_NOT_FOUND', `The editor "${editor}" ended with exit code ${code}.`, {
    hint: 'Set VISUAL or EDITOR to a command that opens a file.',
  })
}

/** The exit code. A shell reads the command as a person wrote it, with its options; the files are never read by it. */
function opened(editor: string, files: readonly string[], keepsOutputFree: boolean): Promise<number | string> {
  const stdio = ['inherit', keepsOutputFree ? 2 : 'inherit', 'inherit'] as const
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} ${files.map(file => `"${file}"`).join(' ')}`, { shell: true, stdio: [...stdio] })
      : spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, ...files], { stdio: [...stdio] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1))
  })
}
