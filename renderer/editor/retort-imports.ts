import { maskSource } from './mask-source'
import type { RevisionParts } from './revision-bodies'

const IMPORT = /^import \{([^}]*)\} from (["'])retort\2/m

/** The functions that the declarations of "retort" export: `string`, `sql`, `unique`. */
export function functionsOf(declarations: string): string[] {
  const lists = [...declarations.matchAll(/^export \{([^}]*)\}/gm)].map(match => match[1] ?? '')
  const names = lists.flatMap(list => list.split(',')).map(name => name.trim())
  return names.filter(name => /^[a-z]\w*$/.test(name))
}

/**
 * Imports what a body calls. Who writes in a body alone does not see the imports; a name that stands anywhere before
 * the bodies is known there and left alone.
 */
export function withImports(parts: RevisionParts, functions: readonly string[]): RevisionParts {
  const [head, between, after] = parts.frame
  const known = maskSource(head)
  const bodies = `${parts.upgrade}\n${parts.downgrade}`
  const code = maskSource(bodies)
  const isMissing = (name: string) => isCalled(name, { bodies, code }) && !new RegExp(`\\b${name}\\b`).test(known)
  const missing = functions.filter(isMissing)
  const found = IMPORT.exec(head)
  if (!found || missing.length === 0) return parts
  const names = (found[1] ?? '').split(',').map(name => name.trim())
  const list = [...names.filter(name => name !== ''), ...missing].join(', ')
  const line = found[0].replace(/\{[^}]*\}/, `{ ${list} }`)
  return { ...parts, frame: [head.replace(found[0], () => line), between, after] }
}

/** `string(…)` or a template such as sql`…`, but neither `op.string(…)` nor a function declared there. */
function isCalled(name: string, { bodies, code }: { bodies: string; code: string }): boolean {
  if (new RegExp(`\\b(?:const|let|var|function)\\s+${name}\\b`).test(code)) return false
  const uses = code.matchAll(new RegExp(`(?<![.\\w$])${name}(?![\\w$])\\s*`, 'g'))
  return [...uses].some(use => /^\s*[(`]/.test(bodies.slice(use.index + name.length)))
}
