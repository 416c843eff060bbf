import { splice, tokenize } from '../ddl-parser'
import type { Executor } from '../executor'

const STRING_IN_DOUBLE_QUOTES = /no such column: "(.*)" - should this be a string literal in single-quotes/s

/**
 * A definition that this SQLite takes. Others let a text stand in double quotes; where such a `"x"` names no column, it
 * becomes `'x'`. SQLite is asked which: only it knows what a name may refer to.
 */
export async function respelledStrings(executor: Executor, sql: string): Promise<string> {
  const text = await stringComplainedOf(executor, sql)
  if (text === null) return sql
  const inQuotes = `"${text.replaceAll('"', '""')}"`
  const places = tokenize(sql).filter(token => token.kind === 'quoted' && token.text === inQuotes)
  if (places.length === 0) return sql
  const literal = `'${text.replaceAll("'", "''")}'`
  executor.tell({ kind: 'note', message: `${inQuotes} names no column; it is written as ${literal} from now on.` })
  return respelledStrings(
    executor,
    splice(
      sql,
      places.map(({ start, end }) => ({ start, end, text: literal })),
    ),
  )
}

/** EXPLAIN compiles the statement and does not run it. Other failures are left to the statement itself. */
async function stringComplainedOf(executor: Executor, sql: string): Promise<string | null> {
  try {
    await executor.connection.query(`EXPLAIN ${sql}`)
    return null
  } catch (error) {
    return error instanceof Error ? (STRING_IN_DOUBLE_QUOTES.exec(error.message)?.[1] ?? null) : null
  }
}
