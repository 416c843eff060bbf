import path from 'node:path'
import { rolldown } from 'rolldown'
import { inRepository } from './repository'

/** One file of plain JavaScript from a program of the tests, for a process that Vitest does not run. */
export async function bundle(source: string, folder: string): Promise<string> {
  const file = path.join(folder, path.basename(source).replace(/\.ts$/, '.mjs'))
  const program = await rolldown({ input: inRepository(source), platform: 'node' })
  await program.write({ file, format: 'esm', codeSplitting: false })
  await program.close()
  return file
}

/** The text of a program for the page. */
export async function bundleForPage(source: string): Promise<string> {
  const program = await rolldown({ input: inRepository(source), platform: 'browser' })
  const { output } = await program.generate({ format: 'iife', codeSplitting: false })
  await program.close()
  return output[0].code
}
