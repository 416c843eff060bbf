import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST = 24

/**
 * Whether this is a Node that the program runs on. An older one hands over to the Node that is installed with the
 * project, or says how to go on. This file and its caller must be readable by old versions of Node.
 */
export function isRightNode(): boolean {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return true
  const installed = installedNode()
  if (installed !== null) {
    const { status } = spawnSync(installed, process.argv.slice(1), { stdio: 'inherit' })
    process.exitCode = status === null ? 1 : status
    return false
  }
  process.stderr.write(
    `error USAGE: Retort needs Node ${OLDEST} or newer; this is ${process.versions.node}. Run \`npm ci\`, then \`node_modules/.bin/node ${process.argv[1]}\`.\n`,
  )
  process.exitCode = 2
  return false
}

function installedNode(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    for (const place of [
      ['node_modules', 'node', 'bin', name],
      ['node_modules', '.bin', name],
    ]) {
      const candidate = join(folder, ...place)
      if (existsSync(candidate)) return candidate
    }
    if (dirname(folder) === folder) return null
    folder = dirname(folder)
  }
}
