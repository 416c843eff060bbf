const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|await|case|in|of|do|else|void|delete|throw))$/

/**
 * The source with everything that is not code (comments, strings, the text of templates, regular expressions) blanked,
 * character for character, so that brackets and words can be found in it by their place.
 */
export function maskSource(source: string): string {
  const masked = source.split('')
  /** For each open `${`, how many braces are open within it. */
  const templates: number[] = []
  let at = 0
  const blankTo = (end: number) => {
    for (; at < end; at++) if (masked[at] !== '\n') masked[at] = ' '
  }

  while (at < source.length) {
    const rest = source.slice(at, at + 2)
    const char = source.charAt(at)
    if (rest === '//') blankTo(endOf(source, '\n', at))
    else if (rest === '/*') blankTo(endOf(source, '*/', at + 2) + 2)
    else if (char === '"' || char === "'") blankTo(endOfString(source, at))
    else if (char === '/' && REGEX_MAY_FOLLOW.test(codeBefore(masked, at))) blankTo(endOfRegex(source, at))
    else if (char === '`' || (char === '}' && templates.at(-1) === 0)) {
      if (char === '}') templates.pop()
      const end = endOfTemplateText(source, at + 1)
      blankTo(end.at)
      if (end.opensCode) templates.push(0)
    } else {
      const open = templates.length - 1
      if (open >= 0 && char === '{') templates[open] = (templates[open] ?? 0) + 1
      if (open >= 0 && char === '}') templates[open] = (templates[open] ?? 0) - 1
      at++
    }
  }
  return masked.join('').slice(0, source.length)
}

/** The code just before a place, without the blanks at its end: enough to tell a division from a regular expression. */
function codeBefore(masked: readonly string[], at: number): string {
  let end = at
  while (end > 0 && /\s/.test(masked[end - 1] ?? '')) end--
  return masked.slice(Math.max(0, end - 8), end).join('')
}

function endOf(source: string, text: string, from: number): number {
  const found = source.indexOf(text, from)
  return found < 0 ? source.length : found
}

function endOfString(source: string, start: number): number {
  const quote = source.charAt(start)
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === quote) return at + 1
    else if (char === '\n') return at
  }
  return source.length
}

function endOfRegex(source: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === '\n') return at
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return at + 1
  }
  return source.length
}

function endOfTemplateText(source: string, start: number): { at: number; opensCode: boolean } {
  for (let at = start; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === '`') return { at: at + 1, opensCode: false }
    else if (char === '$' && source.charAt(at + 1) === '{') return { at: at + 2, opensCode: true }
  }
  return { at: source.length, opensCode: false }
}
