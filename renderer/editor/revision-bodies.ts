import { maskSource } from './mask-source'

export type BodyName = 'upgrade' | 'downgrade'

/** A revision file taken apart at the two bodies. Joined again it is the same text, character for character. */
export interface RevisionParts {
  /** The bodies in the order of the file. */
  readonly order: readonly [BodyName, BodyName]
  /** What stands before, between and after the bodies. */
  readonly frame: readonly [string, string, string]
  readonly upgrade: string
  readonly downgrade: string
}

interface BodyRange {
  readonly name: BodyName
  readonly start: number
  readonly end: number
}

const DECLARATION = /\bfunction\s+(upgrade|downgrade)\s*\(|\b(?:const|let|var)\s+(upgrade|downgrade)\b/g

/** Takes a revision file apart; null where the two functions cannot be found, and only the whole file can be edited. */
export function splitRevision(source: string): RevisionParts | null {
  const ranges = findBodies(source)
  const [first, second, more] = ranges
  if (!first || !second || more || first.name === second.name) return null
  const body = { upgrade: '', downgrade: '' }
  for (const { name, start, end } of ranges) body[name] = source.slice(start, end)
  return {
    order: [first.name, second.name],
    frame: [source.slice(0, first.start), source.slice(first.end, second.start), source.slice(second.end)],
    ...body,
  }
}

export function joinRevision(parts: RevisionParts): string {
  const [before, between, after] = parts.frame
  const [first, second] = parts.order
  return before + parts[first] + between + parts[second] + after
}

/**
 * The parts with another text in one body. An empty body of one line (`{}`) is opened to lines of its own and indented,
 * and a parameter that was named `_op` for want of use gets its name back with the first use.
 */
export function withBody(parts: RevisionParts, name: BodyName, text: string): RevisionParts {
  const place = parts.order.indexOf(name)
  const frame: [string, string, string] = [...parts.frame]
  const [before = '', after = ''] = frame.slice(place)
  const isFirst = parts[name].trim() === '' && text.trim() !== ''
  const head = isFirst && before.endsWith('{') ? `${before}\n` : before
  frame[place] = usesOp(text) ? head.replace(/\(_op\b(?=[^()]*\)[^()]*\{\s*$)/, '(op') : head
  if (isFirst && after.startsWith('}')) frame[place + 1] = `\n${after}`
  return { ...parts, frame, [name]: isFirst && !/^\s/.test(text) ? `  ${text}` : text }
}

function usesOp(text: string): boolean {
  const code = maskSource(text)
  return /\bop\b/.test(code) && !/\b_op\b/.test(code)
}

/** How many lines of the file come before a body's first line. */
export function linesBefore(parts: RevisionParts, name: BodyName): number {
  const [before, between] = parts.frame
  const text = parts.order[0] === name ? before : before + parts[parts.order[0]] + between
  return text.split('\n').length - 1
}

/** Where a line of the file stands in a body; null when it stands outside both. */
export function bodyLine(parts: RevisionParts, line: number): { name: BodyName; line: number } | null {
  for (const name of parts.order) {
    const inBody = line - linesBefore(parts, name)
    if (inBody >= 1 && inBody <= parts[name].split('\n').length) return { name, line: inBody }
  }
  return null
}

function findBodies(source: string): BodyRange[] {
  const code = maskSource(source)
  const ranges: BodyRange[] = []
  for (const match of code.matchAll(DECLARATION)) {
    const name = match[1] ?? match[2]
    if ((name !== 'upgrade' && name !== 'downgrade') || depthAt(code, match.index) > 0) continue
    const range = bodyRange(code, match.index + match[0].trimEnd().replace(/\($/, '').length)
    if (range) ranges.push({ name, ...contentRange(source, range) })
  }
  return ranges
}

function depthAt(code: string, end: number): number {
  let depth = 0
  for (let at = 0; at < end; at++) depth += depthOf(code.charAt(at))
  return depth
}

/** What stands between the braces of the first block after the parameters. */
function bodyRange(code: string, from: number): { start: number; end: number } | null {
  const parenthesis = code.indexOf('(', from)
  const brace = code.indexOf('{', from)
  const hasParenthesis = parenthesis >= 0 && parenthesis < brace
  const open = code.indexOf('{', hasParenthesis ? closing(code, parenthesis) : from)
  const close = open < 0 ? -1 : closing(code, open)
  return close < 0 ? null : { start: open + 1, end: close }
}

/** The place of the bracket that closes the one at `open`; -1 when there is none. */
function closing(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    depth += depthOf(code.charAt(at))
    if (depth === 0) return at
  }
  return -1
}

function depthOf(char: string): number {
  if ('{(['.includes(char) && char !== '') return 1
  return '})]'.includes(char) && char !== '' ? -1 : 0
}

/** The lines between the braces: the line break after `{` and the indentation before `}` stay in the frame. */
function contentRange(source: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const inner = source.slice(start, end)
  const lead = /^[ \t]*\r?\n/.exec(inner)?.[0].length ?? 0
  const trail = /\r?\n[ \t]*$/.exec(inner.slice(lead))?.[0].length ?? 0
  return { start: start + lead, end: end - trail }
}
