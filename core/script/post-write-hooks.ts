import { spawn } from 'node:child_process'
import type { PostWriteHook } from '../config/config'
import { RetortError } from '../errors'

/** Runs each hook on a file that was just written; `{file}` in its command is the file's path. What a hook printed is told when it fails. */
export async function runPostWriteHooks(hooks: readonly PostWriteHook[], file: string, folder: string): Promise<void> {
  for (const { name, command } of hooks) {
    const { code, output } = await run(command.replaceAll('{file}', quoted(file)), folder)
    if (code === 0) continue
    throw new RetortError(
      'BAD_CONFIG',
      `The hook "${name}" failed on ${file}: ${output.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`}`,
      {
        path: file,
        hint: 'The revision was written; correct the hook or run it by hand.',
      },
    )
  }
}

const quoted = (file: string): string =>
  process.platform === 'win32' ? `"${file}"` : `'${file.replaceAll("'", `'\\''`)}'`

function run(command: string, cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise(resolve => {
    const child = spawn(command, { cwd, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const gather = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout.on('data', gather)
    child.stderr.on('data', gather)
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code, output }))
  })
}
