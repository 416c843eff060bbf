import { createHash } from 'node:crypto'

/** What a text consists of, as far as it matters here. A pattern is told from a division by what stands before it. */
const PIECE = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<space>\s+)`,
    String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|` + '`(?:[^`\\\\]|\\\\[\\s\\S])*`',
    String.raw`(?<=[(,=:[!&|?{};]\s*|\breturn\s+)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/`,
    String.raw`[\w$]+`,
    String.raw`[\s\S]`,
  ].join('|'),
  'gu',
)

/** SHA-256 of a file's code: comments and white space between its words do not count. */
export function codeChecksum(source: string): string {
  const hash = createHash('sha256')
  let before = ''
  let isApart = false
  for (const { 0: piece, groups } of source.matchAll(PIECE)) {
    if (groups?.['comment'] !== undefined || groups?.['space'] !== undefined) {
      isApart = true
      continue
    }
    if (isApart && isWord(before) && isWord(piece)) hash.update(' ')
    hash.update(piece)
    before = piece
    isApart = false
  }
  return hash.digest('hex')
}

const isWord = (piece: string): boolean => /[\w$]$/.test(piece)
