import { parseArgs } from 'node:util'
import { asRetortError, RetortError } from '../errors'
import { openStudio } from '../hosts/studio-host'

/** The options of `retort studio` and `npm start`, as they were typed. */
export interface StudioFlags {
  readonly browser?: boolean | undefined
  readonly electron?: boolean | undefined
  readonly port?: string | undefined
  readonly open?: boolean | undefined
  readonly project?: string | undefined
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/** Opens the app, in Electron where that can run, else in the browser, until it is closed. */
export function studioHost({ browser, electron, port, project, open, ...rest }: StudioFlags): Promise<number> {
  return openStudio({
    ...rest,
    open: open !== false,
    ...(project !== undefined && { project }),
    ...(port !== undefined && { port: portNumber(port) }),
    ...(electron && { host: 'electron' }),
    ...(browser && { host: 'browser' }),
  })
}

/** `npm start`. Resolves to the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  process.once('SIGTERM', () => interrupted.abort())
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const complain = (line: string): void => void process.stderr.write(`${line}\n`)
  try {
    const { values, positionals } = parse(args)
    const flags = { ...values, open: values['no-open'] !== true, project: positionals[0] }
    return await studioHost({ ...flags, signal: interrupted.signal, say })
  } catch (error) {
    const { code, message, details, exitCode } = asRetortError(error)
    complain(`error ${code}: ${message}`)
    if (details.hint !== undefined) complain(`  next: ${details.hint}`)
    return exitCode
  }
}

function parse(args: readonly string[]) {
  const options = {
    browser: { type: 'boolean' },
    electron: { type: 'boolean' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (cause) {
    const hint = 'npm start -- [PROJECT] [--browser | --electron] [--port NUMBER] [--no-open]'
    throw new RetortError('USAGE', cause instanceof Error ? cause.message : String(cause), { cause, hint })
  }
}

function portNumber(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new RetortError('USAGE', `"${text}" is no port number.`, { hint: 'Give a number from 0 to 65535.' })
}
