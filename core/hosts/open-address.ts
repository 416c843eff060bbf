import { spawn } from 'node:child_process'

/** Opens an address in the person's own browser. Where there is none, nothing happens: the address was printed. */
export function openAddress(address: string): void {
  const [program, args] = opener(address)
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
}

function opener(address: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [address]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]]
  return ['xdg-open', [address]]
}
