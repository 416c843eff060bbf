import { RetortError } from '../errors'

/** A constant of a revision file: what stands there, as a literal. */
export interface Constant {
  readonly value: string | readonly string[] | null
  /** From 1. */
  readonly line: number
}

export const CONSTANT_NAMES: readonly string[] = ['revision', 'downRevision', 'branchLabels', 'dependsOn']

const DECLARATION = /export\s+(?:const|let|var)\s+(\w+)\s*(?::[^=]*)?=\s*/y
/** What is not code, or opens and closes a block: all that matters for finding a declaration at the top level. */
const LANDMARK =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|[{}]|\bexport\b/g
const STRING = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.|\$(?!\{))*)`/y
const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y

/** The exported constants that make a file a revision, read without running it: literals only. Stops when all are found. */
export function constantsOf(source: string, path: string): ReadonlyMap<string, Constant> {
  const found = new Map<string, Constant>()
  let depth = 0
  for (const landmark of source.matchAll(LANDMARK)) {
    if (landmark[0] === '{') depth += 1
    else if (landmark[0] === '}') depth -= 1
    else if (landmark[0] === 'export' && depth === 0) read(source, landmark.index, { path, found })
    if (found.size === CONSTANT_NAMES.length) break
  }
  return found
}

interface Reading {
  readonly path: string
  readonly found: Map<string, Constant>
}

function read(source: string, at: number, { path, found }: Reading): void {
  const declaration = matchAt(DECLARATION, source, at)
  const name = declaration?.[1] ?? ''
  if (!declaration || !CONSTANT_NAMES.includes(name)) return
  const line = source.slice(0, at).split('\n').length
  const literal = literalAt(source, at + declaration[0].length)
  if (!literal) {
    throw new RetortError(
      'BAD_REVISION_FILE',
      `${path}:${line}: \`${name}\` must be written out: a string, a list of strings or null.`,
      {
        path: `${path}:${line}`,
        hint: 'Revision files are read without being run, so nothing computed can stand there.',
      },
    )
  }
  found.set(name, { value: literal.value, line })
}

interface Literal {
  readonly value: Constant['value']
  readonly end: number
}

/** A literal that ends its statement. */
function literalAt(source: string, at: number): Literal | null {
  const literal = nothingAt(source, at) ?? stringAt(source, at) ?? listAt(source, at)
  const rest =
    literal && /^[ \t]*(?:(?:as|satisfies)\s+[^;\n]+)?(?:;|\n|\/\/|\/\*|$|\r)/.test(source.slice(literal.end))
  return rest ? literal : null
}

function nothingAt(source: string, at: number): Literal | null {
  const match = matchAt(/(?:null|undefined)\b/y, source, at)
  return match ? { value: null, end: at + match[0].length } : null
}

function stringAt(source: string, at: number): (Literal & { readonly value: string }) | null {
  const match = matchAt(STRING, source, at)
  if (!match) return null
  const text = match[1] ?? match[2] ?? match[3] ?? ''
  return { value: text.replace(/\\(.)/g, '$1'), end: at + match[0].length }
}

function listAt(source: string, at: number): Literal | null {
  if (source[at] !== '[') return null
  const value: string[] = []
  for (let next = afterSpace(source, at + 1); ;) {
    if (source[next] === ']') return { value, end: next + 1 }
    const item = stringAt(source, next)
    if (!item) return null
    value.push(item.value)
    next = afterSpace(source, item.end)
    if (source[next] === ',') next = afterSpace(source, next + 1)
    else if (source[next] !== ']') return null
  }
}

const afterSpace = (source: string, at: number): number => at + (matchAt(SPACE, source, at)?.[0].length ?? 0)

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}
