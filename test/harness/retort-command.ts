import { execFile } from 'node:child_process'
import { inRepository, NODE } from './repository'
import { upToDateBuild } from './shared-parts'

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The one document on standard output; fails the test when it is not JSON. */
  readonly json: unknown
}

export interface CommandOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  /** Ends the command the hard way after so long, as a lost power supply would; its code is then that of `kill -9`. */
  readonly killAfterMs?: number
}

/** What a shell answers of a command that was killed. */
export const KILLED = 137

/** Runs the built command line in a process of its own, as a person would. */
export async function retort(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  await upToDateBuild()
  const environment = { ...withoutTestRunner(process.env), NO_COLOR: '1', ...options.env }
  return new Promise((resolve, reject) => {
    const child = execFile(
      NODE,
      [inRepository('dist', 'core', 'retort.js'), ...args],
      {
        cwd: options.cwd,
        env: environment,
        maxBuffer: 256 * 1024 * 1024,
        timeout: options.killAfterMs ?? 0,
        killSignal: 'SIGKILL',
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.signal === 'SIGKILL' ? KILLED : error.code
        if (typeof code !== 'number') return reject(error ?? new Error('The command ended without an exit code.'))
        resolve({
          code,
          stdout,
          stderr,
          get json() {
            return JSON.parse(stdout)
          },
        })
      },
    )
    child.stdin?.end(options.input ?? '')
  })
}

/** Vitest marks its own environment; the command must not see a test run around it. */
function withoutTestRunner(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = Object.entries(environment).filter(([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$)/.test(name))
  return Object.fromEntries(ours)
}
