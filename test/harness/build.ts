import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { inRepository, NODE, REPOSITORY } from './repository'

/** A part of what `npm run build` makes: from which sources, and by which program. */
interface Part {
  readonly output: string
  readonly sources: readonly string[]
  readonly command: readonly string[]
}

const PARTS: readonly Part[] = [
  {
    output: 'dist/core/retort.js',
    sources: ['core/**/*.ts', 'electron/*.ts', 'rolldown.config.mjs', 'package.json'],
    command: ['node_modules/.bin/rolldown', '-c', 'rolldown.config.mjs'],
  },
  {
    output: 'dist/types/retort.d.ts',
    sources: ['core/**/*.ts', 'build-types.mjs', 'package.json'],
    command: ['build-types.mjs'],
  },
  {
    output: 'dist/page/index.html',
    sources: ['renderer/**/*.{ts,svelte,css,html}', 'core/contract/*.ts', 'package.json'],
    command: ['node_modules/.bin/vite', 'build', 'renderer', '--logLevel', 'warn'],
  },
]

/** Builds what is missing from `dist` or older than its sources. Throws one clear line when it cannot be built. */
export function bringBuildUpToDate(): void {
  for (const part of PARTS) if (isStale(part)) build(part)
}

function isStale({ output, sources }: Part): boolean {
  const built = changedAt(inRepository(output))
  const files = globSync([...sources], { cwd: REPOSITORY })
  return files.some(file => changedAt(inRepository(file)) > built)
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function build({ output, command }: Part): void {
  const { status, stderr } = spawnSync(NODE, [...command], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  })
  if (status === 0) return
  const reason =
    stderr
      .trim()
      .split('\n')
      .find(line => /error/i.test(line)) ?? 'see the output of the build'
  throw new Error(`${output} is older than its sources and cannot be built (npm run build): ${reason}`)
}
