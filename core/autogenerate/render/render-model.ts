import type { Schema } from '../../schema/schema'
import type { Table } from '../../schema/table'
import { qualified } from '../../schema/table-name'
import { tableArguments } from './render-table'
import { call, importsOf, print } from './source'

/** Writes a schema as a TypeScript model: an export for each table. */
export function renderModel({ tables }: Schema): string {
  const names = exportNames(tables)
  const sources = tables.map(table => call('table', ...tableArguments(table)))
  const imports = [...new Set(['table', ...sources.flatMap(importsOf)])].sort()
  const exports = sources.map((source, at) => {
    const lead = `export const ${names[at]} = `
    return `${lead}${print(source, '', lead.length)};\n`
  })
  return [`import { ${imports.join(', ')} } from "retort";\n`, ...exports].join('\n')
}

/** A name of JavaScript for each table, none twice. */
function exportNames(tables: readonly Table[]): readonly string[] {
  const taken = new Set<string>()
  return tables.map(({ name }) => {
    const base = camelCase(qualified(name))
    let free = base
    for (let copy = 2; taken.has(free) || RESERVED.has(free); copy += 1) free = `${base}${copy}`
    taken.add(free)
    return free
  })
}

function camelCase(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
  const joined = words
    .map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('')
  return /^\p{L}/u.test(joined) ? joined : `table${joined}`
}

/** Words that cannot name an export, and the names that the file imports. */
const RESERVED: ReadonlySet<string> = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function
  if import in instanceof new null return super switch this throw true try typeof var void while with yield let static
  await table index unique check foreignKey primaryKey sql integer smallInteger bigInteger string text boolean numeric
  float double date time dateTime interval json jsonb uuid binary enumType array rawType view`.split(/\s+/),
)
