/** The server prints a condition in parentheses. Those of `(a) OR (b)` are not a pair. */
export function withoutOuterParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  const inner = text.slice(1, -1)
  let depth = 0
  for (const character of inner.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '')) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (depth < 0) return text
  }
  return inner
}
