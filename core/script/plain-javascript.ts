import { Script } from 'node:vm'

const STRING = String.raw`(?:'[^'\n]*'|"[^"\n]*")`
const NAMES = String.raw`\{[\w$\s,]*\}`
/** Whole lines that import or export names, none of which is marked as a type. */
const IMPORT = new RegExp(String.raw`^import\s+(?:(?:${NAMES}|\*\s*as\s+[\w$]+|[\w$]+)\s*from\s*)?${STRING}\s*;?`, 'gm')
const EXPORT_FROM = new RegExp(String.raw`^export\s*(?:${NAMES}|\*)\s*(?:from\s*${STRING})?\s*;?`, 'gm')
const NAMED_TYPE = /\btype\s+[\w$]/
const DEFAULT = /^export\s+default\b/gm
const DECLARATION = /^export\s+(?=(?:const|let|var|function|async|class)\b)/gm

/**
 * Whether a TypeScript file is JavaScript as it stands, as most models and configurations are: then its types need no
 * stripping, which would cost more than all else a small command does. No is the answer in doubt.
 */
export function isPlainJavaScript(source: string): boolean {
  // `f<T>(x)` is a call in TypeScript and two comparisons in JavaScript; all else that is both means the same.
  if (source.includes('<')) return false
  const body = source
    .replace(IMPORT, nothingUnlessTyped)
    .replace(EXPORT_FROM, nothingUnlessTyped)
    .replace(DEFAULT, 'const defaultExport =')
    .replace(DECLARATION, '')
  try {
    // Compiled, never run.
    new Script(`(async () => {'use strict';${body}\n})`)
    return true
  } catch {
    return false
  }
}

const nothingUnlessTyped = (clause: string): string => (NAMED_TYPE.test(clause) ? clause : '')
