import type { Project } from '../commands/open-project'
import { RetortError } from '../errors'
import { unshielded } from './arguments'
import type { Outcome } from './outcome'
import { Terminal } from './terminal'

export interface GlobalOptions {
  readonly config?: string
  readonly name?: string
  readonly x?: readonly string[]
  readonly url?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/** What every command of the command line gets: the terminal, the project, the signal of Ctrl+C. */
export class CommandContext {
  readonly terminal: Terminal
  readonly signal: AbortSignal
  readonly #options: GlobalOptions
  readonly #outcome: Outcome

  constructor(options: GlobalOptions, outcome: Outcome, signal: AbortSignal) {
    this.#options = options
    this.#outcome = outcome
    this.signal = signal
    this.terminal = new Terminal({
      json: options.json ?? false,
      quiet: options.quiet ?? false,
      verbose: options.verbose ?? false,
      ...(outcome.print && { print: outcome.print }),
    })
  }

  get url(): string | undefined {
    return this.#options.url
  }

  async openProject({ tag }: { readonly tag?: string | undefined } = {}): Promise<Project> {
    const { openProject } = await import('../commands/open-project')
    const { config, name, url, x = [] } = this.#options
    return openProject({
      cwd: process.cwd(),
      x: Object.fromEntries(x.map(keyAndValue)),
      ...(config === undefined ? {} : { configFile: config }),
      ...(name === undefined ? {} : { name }),
      ...(url === undefined ? {} : { url }),
      ...(tag === undefined ? {} : { tag }),
    })
  }

  /** The command's answer is no: it has been printed, and the exit code is 1. */
  answerNo(): void {
    this.#outcome.code = 1
  }
}

function keyAndValue(text: string): [key: string, value: string] {
  const at = unshielded(text).indexOf('=')
  if (at < 1) throw new RetortError('USAGE', `-x takes KEY=VALUE, not "${text}".`, { hint: 'Write -x tenant=acme.' })
  return [text.slice(0, at), unshielded(text.slice(at + 1))]
}
