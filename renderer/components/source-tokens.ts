export interface SourceToken {
  readonly kind: 'keyword' | 'string' | 'comment' | 'plain'
  readonly text: string
}

const KEYWORDS =
  'as|async|await|break|case|catch|class|const|continue|default|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|let|new|null|of|return|switch|this|throw|true|try|type|typeof|undefined|while'
const PIECE = new RegExp(
  [
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/.source,
    /(?<string>'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|`(?:[^`\\]|\\[\s\S])*`?)/.source,
    `(?<keyword>(?<![.\\w$])(?:${KEYWORDS})(?![\\w$]))`,
  ].join('|'),
  'g',
)

/** TypeScript cut up for colouring: enough to read by, no parser. Joined again, the texts are the input. */
export function sourceTokens(source: string): SourceToken[] {
  const tokens: SourceToken[] = []
  let end = 0
  for (const match of source.matchAll(PIECE)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: source.slice(end, match.index) })
    tokens.push({ kind: kindOf(match.groups), text: match[0] })
    end = match.index + match[0].length
  }
  if (end < source.length) tokens.push({ kind: 'plain', text: source.slice(end) })
  return tokens
}

function kindOf(groups: Record<string, string | undefined> | undefined): SourceToken['kind'] {
  if (groups?.['comment'] !== undefined) return 'comment'
  return groups?.['string'] === undefined ? 'keyword' : 'string'
}
