import { renderOperation } from '../../core/autogenerate/render/render-operation'
import { dialects, type DialectName } from '../../core/dialects'
import { asRetortError } from '../../core/errors'
import type { Operation, OperationKind } from '../../core/operations/operation'
import { scenarios } from '.'
import type { Scenario } from './scenario'

const NAMES = Object.keys(dialects) as DialectName[]

/** The most that a cell shows of one statement. */
const LONGEST = 400

/** A table of every operation and option on every dialect, as Markdown, made from the scenario tables. */
export function operationsDocument(): string {
  const kinds = [...Map.groupBy(scenarios, ({ operation }) => operation.kind)].sort(([a], [b]) => (a < b ? -1 : 1))
  return [HEAD, ...kinds.map(([kind, rows]) => section(kind, rows))].join('\n')
}

const HEAD = `# Operations

What each operation does on each kind of database: the SQL, or why it is refused. Made from the scenario tables that
the tests run (\`test/scenarios\`); \`RETORT_WRITE_DOCS=1 npx vitest run --project core test/unit/operations-document.test.ts\`
writes it anew. "Builds the table anew" is SQLite's rebuild: one for all changes of a revision to a table, proven to lose
nothing before it is committed.
`

function section(kind: OperationKind, rows: readonly Scenario[]): string {
  const titles = ['In a revision', ...NAMES.map(name => dialects[name].label)]
  return [
    `## ${kind}`,
    '',
    `| ${titles.join(' | ')} |`,
    `|${titles.map(() => ' --- |').join('')}`,
    ...rows.map(rowOf),
    '',
  ].join('\n')
}

function rowOf({ name, operation }: Scenario): string {
  const call = `${name}<br>${code(renderOperation(operation))}`
  return `| ${[call, ...NAMES.map(dialect => cell(dialect, operation))].join(' | ')} |`
}

export function cell(name: DialectName, operation: Operation): string {
  const dialect = dialects[name]
  if (dialect.rebuilds(operation)) return 'Builds the table anew.'
  try {
    const statements = dialect.ddl.compile(operation)
    return statements.length === 0 ? 'Nothing to do.' : statements.map(({ sql }) => code(sql)).join('<br>')
  } catch (error) {
    const { message, details } = asRetortError(error)
    const hint = details.hint ?? ''
    return hint.startsWith('It is done') ? hint : `Refused: ${escaped(message)} ${escaped(hint)}`.trim()
  }
}

/** Text as code in a cell: on one line, its backticks and bars kept. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line
  const fence = short.includes('`') ? '``' : '`'
  const space = fence === '``' ? ' ' : ''
  return `${fence}${space}${escaped(short)}${space}${fence}`
}

const escaped = (text: string): string => text.replaceAll('|', '\\|')
