import { RetortError } from '../../errors'

/** What a person wrote for a revision, taken apart: `label@symbol+steps`, each part optional. */
export interface Identifier {
  readonly text: string
  /** A branch label or a revision whose line is meant. */
  readonly branch: string | null
  /** `head`, `heads`, `base`, an id, a prefix, a label; null where only steps were given. */
  readonly symbol: string | null
  /** null: not relative. */
  readonly steps: number | null
}

/** `A:B` taken apart; an end that was left out is null. */
export interface Range {
  readonly from: string | null
  readonly to: string | null
}

const RELATIVE = /^(?:(.+?)@)?([^@+:-]+)?([+-]\d+)$/

export function parseIdentifier(text: string): Identifier {
  const relative = RELATIVE.exec(text)
  if (relative) {
    return { text, branch: relative[1] ?? null, symbol: relative[2] ?? null, steps: Number(relative[3]) }
  }
  const at = text.indexOf('@')
  return {
    text,
    branch: at > 0 ? text.slice(0, at) : null,
    symbol: at < 0 ? text : text.slice(at + 1),
    steps: null,
  }
}

/** `A:B` as its two ends, or null where there is no colon. */
export function parseRange(text: string): Range | null {
  const ends = text.trim().split(':')
  if (ends.length < 2) return null
  const [from = '', to = ''] = ends
  if (ends.length > 2) {
    throw new RetortError('USAGE', `"${text}" is not a range of revisions.`, {
      hint: 'Write A:B, A: or :B, with one colon.',
    })
  }
  return { from: from === '' ? null : from, to: to === '' ? null : to }
}
