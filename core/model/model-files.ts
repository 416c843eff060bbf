import { globSync, statSync } from 'node:fs'
import path from 'node:path'
import { RetortError } from '../errors'

/** The files that the patterns of `model` name, sorted and without repetition. A pattern that names none is refused. */
export function modelFiles(patterns: readonly string[], folder: string): readonly string[] {
  const files = patterns.flatMap(pattern => {
    const found = isFile(pattern) ? [pattern] : globSync(pattern).filter(isFile).sort()
    if (found.length > 0) return found
    throw new RetortError('BAD_MODEL', `There is no model file ${path.relative(folder, pattern) || pattern}.`, {
      hint: 'Write the file, or correct `model` in the configuration.',
      path: pattern,
    })
  })
  return [...new Set(files)]
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
