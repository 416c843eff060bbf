export interface SqlToken {
  readonly kind: 'keyword' | 'string' | 'comment' | 'plain'
  readonly text: string
}

const KEYWORDS = new Set(
  `add all alter and as asc autoincrement begin between by cascade case cast check collate column comment commit
  concurrently constraint copy create cross current_date current_time current_timestamp database default deferrable
  deferred delete desc distinct drop else end enum except exclude exists extension false foreign from full function
  generated grant group having identity if immediate in index inner insert intersect into is join key left like limit
  materialized natural no not null offset on only or order outer over partition pragma primary procedure references
  rename replace restrict returning returns right rollback row rowid savepoint schema select sequence set stored
  strict table temp temporary then to transaction trigger true type union unique update using vacuum values view when
  where with without`
    .trim()
    .split(/\s+/),
)

const PIECE = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*'|\$\$[\s\S]*?\$\$)|("(?:[^"]|"")*"|`[^`]*`)|([A-Za-z_]\w*)/g

/** SQL cut up for colouring: enough to read by, no parser. Joined again, the texts are the input. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  let end = 0
  const push = (kind: SqlToken['kind'], text: string) => {
    const last = tokens.at(-1)
    if (text === '') return
    if (kind === 'plain' && last?.kind === 'plain') tokens[tokens.length - 1] = { kind, text: last.text + text }
    else tokens.push({ kind, text })
  }
  for (const match of sql.matchAll(PIECE)) {
    const [text, comment, string, , word] = match
    push('plain', sql.slice(end, match.index))
    if (comment !== undefined) push('comment', text)
    else if (string !== undefined) push('string', text)
    else push(word !== undefined && KEYWORDS.has(word.toLowerCase()) ? 'keyword' : 'plain', text)
    end = match.index + text.length
  }
  push('plain', sql.slice(end))
  return tokens
}
