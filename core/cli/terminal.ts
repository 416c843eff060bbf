import type { RetortError } from '../errors'

export interface TerminalOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  /** Takes what is meant for standard output. */
  readonly print?: (text: string) => void
}

/** Where the command line writes: what a program reads to standard output, what a person reads to standard error. */
export class Terminal {
  readonly options: TerminalOptions
  readonly isInteractive: boolean
  readonly #colours: boolean

  constructor(options: TerminalOptions) {
    this.options = options
    this.isInteractive = process.stderr.isTTY === true && !options.json
    this.#colours = this.isInteractive && process.env['NO_COLOR'] === undefined
  }

  /** One document of JSON, or these lines, on standard output. */
  result(document: unknown, lines: readonly string[]): void {
    if (this.options.json) this.#out(`${JSON.stringify(document, jsonValue, 2)}\n`)
    else if (lines.length > 0) this.#out(`${lines.join('\n')}\n`)
  }

  /** A sentence for a person, on standard error. */
  say(text: string): void {
    if (!this.options.quiet && !this.options.json) process.stderr.write(`${text}\n`)
  }

  /** What a person wants only on request. */
  detail(text: string): void {
    if (this.options.verbose) this.say(this.dim(text))
  }

  /** A line that the next one replaces; only on a terminal. */
  progress(text: string): void {
    if (this.isInteractive && !this.options.quiet) process.stderr.write(`\r\u001B[K${this.dim(text)}`)
  }

  endProgress(): void {
    if (this.isInteractive && !this.options.quiet) process.stderr.write('\r\u001B[K')
  }

  failure(error: RetortError): void {
    if (this.options.json) {
      const { hint, revision, operation, sql } = error.details
      const failure = { code: error.code, message: error.message, revision, operation, sql, hint }
      this.#out(`${JSON.stringify({ error: failure }, jsonValue, 2)}\n`)
      this.#stack(error)
    } else {
      this.lateFailure(error)
    }
  }

  /** One that came after the command's result: standard output has its one document already. */
  lateFailure(error: RetortError): void {
    process.stderr.write(`${failureLines(error, this).join('\n')}\n`)
    this.#stack(error)
  }

  #stack(error: RetortError): void {
    if (this.options.verbose) process.stderr.write(`${stackOf(error)}\n`)
  }

  bold = (text: string): string => this.#styled(text, 1)
  dim = (text: string): string => this.#styled(text, 2)
  red = (text: string): string => this.#styled(text, 31)
  green = (text: string): string => this.#styled(text, 32)
  yellow = (text: string): string => this.#styled(text, 33)

  #styled(text: string, code: number): string {
    return this.#colours ? `\u001B[${code}m${text}\u001B[0m` : text
  }

  #out(text: string): void {
    if (this.options.print) this.options.print(text)
    else process.stdout.write(text)
  }
}

function failureLines(error: RetortError, terminal: Terminal): readonly string[] {
  const { revision, operation, sql, hint } = error.details
  const where = [revision === undefined ? null : `revision ${revision}`, operation].filter(
    part => part !== null && part !== undefined,
  )
  return [
    `${terminal.red('error')} ${terminal.bold(error.code)}: ${oneLine(error.message)}${where.length > 0 ? ` (${where.join(': ')})` : ''}`,
    ...(sql === undefined ? [] : [`  SQL:  ${shortened(oneLine(sql))}`]),
    ...(hint === undefined ? [] : [`  next: ${oneLine(hint)}`]),
  ]
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

const shortened = (text: string): string => (text.length <= 400 ? text : `${text.slice(0, 400)}…`)

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : ''
  return `${error.stack ?? ''}${cause}`
}

/** JSON has no bigint: such a number is written as text, so that no digit is lost. */
const jsonValue = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)
