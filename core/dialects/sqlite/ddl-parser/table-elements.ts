import type { ColumnPosition } from '../../../operations/add-column'
import type { ColumnSyntax, ConstraintSyntax, CreateTableStatement } from './create-table'
import type { Splice } from './identifiers'
import { sameName } from './names'
import { isLineComment, isTrivia, tokenize, type Token } from './token'
import type { Span } from './token-cursor'

/**
 * A column or a constraint of the list with all that goes along with it: the comments above it, its comma, and the
 * comment behind it on the same line.
 */
interface Slot extends Span, ElementText {
  readonly element: Span
}

export interface ElementText {
  /** The element with the comments above it. */
  readonly text: string
  /** The comment behind it, '' for none. */
  readonly remark: string
}

/** The splices that take an element out of the list. */
export function removeElement(statement: CreateTableStatement, element: Span): readonly Splice[] {
  const slots = slotsOf(statement)
  const position = slots.findIndex(slot => slot.element === element)
  const slot = slots[position]
  if (slot === undefined) return []
  const { sql } = statement
  const removal = { start: slot.start, end: slot.end, text: lineBreak(sql, slot.start, sql.charAt(slot.end)) }
  const previous = slots[position - 1]
  if (position < slots.length - 1 || previous === undefined) return [removal]
  const comma = commaAfter(tokenize(sql), previous.element.end, slot.element.start)
  return comma === undefined ? [removal] : [{ start: comma - 1, end: comma, text: '' }, removal]
}

/** The splices that put an element before another one of the list, or at its end. */
export function insertElement(
  statement: CreateTableStatement,
  { text, remark }: ElementText,
  before: Span | null,
): readonly Splice[] {
  const slots = slotsOf(statement)
  const position = before === null ? slots.length : slots.findIndex(slot => slot.element === before)
  const target = slots[position]
  const last = slots.at(-1)
  if (last === undefined) return []
  const lead = leadOf(statement, slots)
  if (target !== undefined) return [piece(statement.sql, target.start, { lead, text: `${text},`, remark })]
  const comma = { start: last.element.end, end: last.element.end, text: ',' }
  const added = piece(statement.sql, last.end, { lead, text, remark })
  if (last.end > last.element.end) return [comma, added]
  return [{ ...added, text: `,${added.text}` }]
}

/** An element with its comments, to be put elsewhere. */
export const takenElement = (statement: CreateTableStatement, element: Span): ElementText | undefined =>
  slotsOf(statement).find(slot => slot.element === element)

/** The element that a new column comes before; null is the end of the list. */
export function elementAfterColumns(
  statement: CreateTableStatement,
  position: ColumnPosition | null,
): ColumnSyntax | ConstraintSyntax | null | undefined {
  const { columns, constraints } = statement
  if (position === null) return constraints[0] ?? null
  const found = columns.findIndex(column => sameName(column.name.name, neighbourIn(position)))
  if (found === -1) return undefined
  return [...columns, ...constraints]['before' in position ? found : found + 1] ?? null
}

export const neighbourIn = (position: ColumnPosition): string =>
  'before' in position ? position.before : position.after

function slotsOf({ sql, body, columns, constraints }: CreateTableStatement): readonly Slot[] {
  if (body === null) return []
  const tokens = tokenize(sql)
  const elements: readonly Span[] = [...columns, ...constraints]
  const slots: Slot[] = []
  let start = lineEnd(tokens, body.start).end
  elements.forEach((element, position) => {
    const bound = elements[position + 1]?.start ?? body.end
    const afterComma = commaAfter(tokens, element.end, bound) ?? element.end
    const { end, remark } = lineEnd(tokens, afterComma)
    const comments = tokens.filter(token => token.start >= start && token.end <= element.start && !isSpace(token))
    const text = sql.slice(comments[0]?.start ?? element.start, element.end)
    const beforeComma = tokens.filter(token => token.start >= element.end && token.end < afterComma && isComment(token))
    slots.push({ element, text, remark: inOneRemark([...beforeComma.map(token => token.text), remark]), start, end })
    start = end
  })
  return slots
}

const isSpace = (token: Token): boolean => token.kind === 'space'

const isComment = (token: Token): boolean => token.kind === 'comment'

/** Comments behind one another; what follows a `--` comment begins on a new line. */
const inOneRemark = (comments: readonly string[]): string =>
  comments
    .filter(text => text !== '')
    .map((text, position, all) => (position === all.length - 1 ? text : `${text}${text.startsWith('--') ? '\n' : ' '}`))
    .join('')

/** Where the comma behind an element ends. */
function commaAfter(tokens: readonly Token[], from: number, bound: number): number | undefined {
  return tokens.find(token => token.start >= from && token.end <= bound && token.text === ',')?.end
}

/** Past the comment that follows on the same line, before the line break. */
function lineEnd(tokens: readonly Token[], from: number): { readonly end: number; readonly remark: string } {
  const following = tokens.slice(tokens.findIndex(token => token.start >= from))
  const stop = following.findIndex(token => !isTrivia(token) || (isSpace(token) && token.text.includes('\n')))
  const line = following.slice(0, stop === -1 ? following.length : stop)
  const comment = line.findLast(token => !isSpace(token))
  if (comment === undefined) return { end: from, remark: '' }
  const remark = line
    .filter(token => !isSpace(token))
    .map(token => token.text)
    .join(' ')
  return { end: comment.end, remark }
}

/** What stands before each element: a line break with its indentation, or a space. */
function leadOf({ sql, body }: CreateTableStatement, slots: readonly Slot[]): string {
  const sample = slots.find((slot, position) => position > 0 && slot.start < slot.element.start) ?? slots[0]
  const start = body?.start ?? 0
  const before = sql.slice(start, sample?.element.start ?? start)
  const lastBreak = before.lastIndexOf('\n')
  const indent = /^[ \t]*/.exec(before.slice(lastBreak + 1))?.[0] ?? ''
  return lastBreak === -1 ? ' ' : `\n${indent}`
}

/** An element as a splice, fitted to the lines around it. */
function piece(sql: string, at: number, { lead, text, remark }: ElementText & { readonly lead: string }): Splice {
  const whole = `${lead}${text}${remark === '' ? '' : ` ${remark}`}`
  const broken = `${lineBreak(sql, at, whole)}${whole}`
  return { start: at, end: at, text: `${broken}${lineBreak(broken, broken.length, sql.charAt(at))}` }
}

/** The line break that keeps what follows out of a `--` comment that ends here; '' where there is no need. */
const lineBreak = (before: string, end: number, following: string): string =>
  isLineComment(tokenize(before.slice(0, end)).at(-1)) && !following.startsWith('\n') ? '\n' : ''
