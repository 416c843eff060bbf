import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { retort } from './retort-command'
import { createFolder, removeFolder } from './temporary-folder'

/** Writes what a process has used when it ends: a clock would measure what else the machine is doing. */
const METER = `import { writeFileSync } from 'node:fs'
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeFileSync(process.env.CPU_TIME_FILE, String((user + system) / 1000))
})
`

/** The processor time of one successful run of the command line, in milliseconds. */
export async function cpuTimeOf(args: readonly string[], cwd: string): Promise<number> {
  const folder = createFolder()
  try {
    const meter = path.join(folder, 'meter.mjs')
    const file = path.join(folder, 'cpu-time')
    writeFileSync(meter, METER)
    const env = { NODE_OPTIONS: `--import=${meter}`, CPU_TIME_FILE: file }
    expect(await retort(args, { cwd, env }), args.join(' ')).toMatchObject({ code: 0 })
    return Number(readFileSync(file, 'utf8'))
  } finally {
    removeFolder(folder)
  }
}

/**
 * How many times the first takes as long as the second: the least of each, measured in turn. Whatever else the machine does
 * only ever adds to a run, so the least is what the run itself takes.
 */
export async function ratioOf(
  first: () => Promise<number>,
  second: () => Promise<number>,
  pairs: number,
): Promise<{ readonly ratio: number; readonly first: number; readonly second: number }> {
  const measured: { first: number; second: number }[] = []
  for (let pair = 0; pair < pairs; pair += 1) measured.push({ first: await first(), second: await second() })
  const least = {
    first: Math.min(...measured.map(each => each.first)),
    second: Math.min(...measured.map(each => each.second)),
  }
  return { ...least, ratio: least.first / least.second }
}
