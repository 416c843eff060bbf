import { expect, test } from 'vitest'
import { parseCreateTable, quoteName, sameName, tokenize } from '../../core/dialects/sqlite/ddl-parser'
import { RetortError } from '../../core/errors'
import { randomNumbers, SEED, timesOf } from '../harness/moments'
import { randomChange, type RandomChange } from './sqlite-random-change'
import { Dice, randomTable, type RandomTable } from './sqlite-random-table'
import { SqliteWorkbench } from './sqlite-workbench'

/** `RETORT_RANDOM_TABLES=1000` for the full count; `RETORT_TEST_SEED` to see one again. */
const TABLES = timesOf('RETORT_RANDOM_TABLES', 80)

/** What a refusal may be: said before anything is changed. What the proof would have found is a defect. */
const REFUSALS = ['BAD_OPERATION', 'MIGRATION_FAILED', 'DATA_AT_STAKE', 'UNSUPPORTED_BY_DIALECT']

/** All that can be asked about the table and what hangs on it, each under a name of its own. */
async function factsOf(bench: SqliteWorkbench, { name }: RandomTable): Promise<Map<string, unknown>> {
  const facts = new Map<string, unknown>()
  const table = quoteName(name)
  const text = async (sql: string): Promise<string> => textOf(await bench.rows(sql))
  const objects = await bench.rows(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%alembic_version%'`)
  for (const { type, name: object, sql } of objects) {
    const isOwn = type === 'table' && object === name
    if (!isOwn && sql !== null) facts.set(`text of ${type} ${object}`, sql)
    if (!isOwn && type !== 'index' && type !== 'trigger')
      facts.set(
        `rows of ${object}${type === 'view' ? `, ${String(sql)}` : ''}`,
        (await text(`SELECT * FROM ${quoteName(String(object))}`)).replaceAll(/"[^"]*":/g, ''),
      )
    if (isOwn) addParts(facts, String(sql))
  }
  const columns = await bench.rows(
    `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo('${name.replaceAll("'", "''")}')`,
  )
  for (const { name: column, ...kind } of columns) {
    const quoted = quoteName(String(column))
    facts.set(`kind of ${column}`, JSON.stringify(kind))
    facts.set(
      `content of ${column}`,
      await text(`SELECT typeof(${quoted}) AS type, quote(${quoted}) AS value FROM ${table} ORDER BY k`),
    )
  }
  const listed = await bench.rows(`SELECT strict, wr FROM pragma_table_list('${name.replaceAll("'", "''")}')`)
  facts.set('options', JSON.stringify(listed))
  if (listed[0]?.['wr'] === 0 && !columns.some(column => sameName(String(column['name']), 'oid')))
    facts.set('identities', await text(`SELECT oid AS id FROM ${table} ORDER BY 1`))
  facts.set('count', await text(`SELECT count(*) AS rows FROM ${table}`))
  facts.set('orphans', await text('PRAGMA foreign_key_check'))
  facts.set('integrity', await text('PRAGMA integrity_check'))
  facts.set('enforcement', await text('PRAGMA foreign_keys'))
  return facts
}

/** The columns and constraints of the table's text as they are spelled, and its comments. */
function addParts(facts: Map<string, unknown>, sql: string): void {
  const { columns, constraints } = parseCreateTable(sql)
  for (const column of columns) facts.set(`spelling of ${column.name.name}`, sql.slice(column.start, column.end))
  for (const { start, end } of constraints) facts.set(`constraint ${sql.slice(start, end)}`, true)
  for (const { kind, text } of tokenize(sql)) if (kind === 'comment') facts.set(`comment ${text}`, true)
}

/** Whether a fact is about something that the change names, as the column itself or somewhere in its text. */
function isTouched(key: string, value: unknown, { touched }: RandomChange): boolean {
  const spelled = touched.flatMap(name => [name, name.replaceAll('"', '""'), name.replaceAll('`', '``')])
  return spelled.some(name => key.includes(name) || (/^(text|spelling)/.test(key) && String(value).includes(name)))
}

/**
 * What was lost, in words; empty where all else is as it was. The comments of what is dropped go along with it, and a
 * generated column follows the one it is made of.
 */
function lossesOf(before: Map<string, unknown>, after: Map<string, unknown>, change: RandomChange): readonly string[] {
  return [...before]
    .filter(([key, value]) => after.get(key) !== value && !isTouched(key, value, change))
    .filter(([key]) => !isTouched('spelling', before.get(key.replace('content of', 'spelling of')), change))
    .filter(([key]) => !key.startsWith('rows of sqlite_stat'))
    .filter(([key]) => !(key.startsWith('comment') && change.inWords.includes('"drop')))
    .map(([key, value]) => `${key}: ${String(value)} → ${String(after.get(key))}`)
}

/** The values of a renamed column are the same under its new name, unless its type changes too. */
function renamedLosses(before: Map<string, unknown>, after: Map<string, unknown>, { renamed, inWords }: RandomChange) {
  return [...renamed].filter(
    ([from, to]) =>
      !inWords.includes('"type":{"kind":"text"}') && before.get(`content of ${from}`) !== after.get(`content of ${to}`),
  )
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner))

/** Makes one table, changes it, and looks at everything: the words of a refusal, or null where it was done. */
async function tryOne(seed: number): Promise<string | null> {
  const dice = new Dice(randomNumbers(seed))
  const table = randomTable(dice)
  const change = randomChange(dice, table)
  const bench = await SqliteWorkbench.at(':memory:')
  const about = `RETORT_TEST_SEED=${seed}\n${table.sql}\n-- ${change.inWords}`
  await bench.connection.script(table.sql).catch((error: unknown) => expect.fail(`${String(error)}\n${about}`))
  const before = await factsOf(bench, table)
  const dump = textOf(await bench.dump())
  const failure: unknown = await bench.perform(...change.operations).then(
    () => null,
    (error: unknown) => error,
  )
  const after = await factsOf(bench, table)
  if (failure !== null) {
    const said = failure instanceof RetortError ? `${failure.code}: ${failure.message}` : String(failure)
    expect(textOf(await bench.dump()), `${said}\n${about}`).toBe(dump)
    expect(REFUSALS, `${said}\n${about}`).toContain((failure as RetortError).code)
    expect(said, about).not.toMatch(/would have lost|not sound/)
    await bench.connection.close()
    return said
  }
  expect(lossesOf(before, after, change), about).toEqual([])
  expect(renamedLosses(before, after, change), about).toEqual([])
  await bench.connection.close()
  return null
}

test(
  `${TABLES} random tables keep all that a random change does not name`,
  async () => {
    const refusals: string[] = []
    for (let position = 0; position < TABLES; position += 1) {
      const said = await tryOne(SEED + position)
      if (said !== null) refusals.push(said)
    }
    const kinds = Map.groupBy(refusals, said => said.replaceAll(/"[^"]*"|\(.*\)|\d+|'[^']*'/g, '…'))
    console.log(
      `${TABLES} random tables from seed ${SEED}: ${TABLES - refusals.length} changed, ${refusals.length} refused`,
    )
    for (const [kind, group] of kinds) if (process.env['RETORT_TEST_SEED']) console.log(`${group.length} × ${kind}`)
    expect(refusals.length).toBeLessThan(TABLES / 2)
  },
  30_000 + TABLES * 500,
)
