import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST = 24

/**
 * Whether this is a Node that the program runs on. An older one hands over to the Node that is installed with the
 * project, or says how to go on. This file and its callers must be readable by old versions of Node.
 */
export async function isRightNode(): Promise<boolean> {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return true
  const installed = installedNode()
  process.exitCode = installed === null ? refuse() : await handOver(installed)
  return false
}

function refuse(): number {
  const own = process.argv[1] ?? 'retort'
  process.stderr.write(
    `error USAGE: Retort needs Node ${OLDEST} or newer; this is ${process.versions.node}.\n` +
      `  next: Run \`npm ci\`, then \`node_modules/.bin/node ${own}\`.\n`,
  )
  return 2
}

function installedNode(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    const candidate = join(folder, 'node_modules', 'node', 'bin', name)
    if (existsSync(candidate)) return candidate
    folder = dirname(folder)
  }
  return null
}

/** The same program under the other Node, as if this one had never been there. Resolves to its exit code. */
function handOver(node: string): Promise<number> {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  return new Promise(resolve => {
    child.once('error', () => resolve(refuse()))
    child.once('exit', code => resolve(code ?? 1))
  })
}
