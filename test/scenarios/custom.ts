import { custom, registerOperation } from '../../core/operations/custom'
import { everywhere, unsupported, type Scenario } from './scenario'

registerOperation({
  name: 'keepLog',
  compile: {
    postgresql: ({ table, words }: { table: string; words: readonly string[] }, sql) => [
      `CREATE TABLE ${sql.table({ schema: null, name: `${table}_log` })} (said text)`,
      ...words.map(word => `INSERT INTO ${sql.quote(`${table}_log`)} VALUES (${sql.literal(word)})`),
    ],
  },
  describe: ({ table }) => `Keeps a log of ${table}`,
  reverse: ({ table }) => custom('dropLog', { table }),
})

registerOperation({
  name: 'dropLog',
  compile: {
    postgresql: ({ table }: { table: string }, sql) => `DROP TABLE ${sql.quote(`${table}_log`)}`,
    sqlite: ({ table }: { table: string }, sql) => `DROP TABLE IF EXISTS ${sql.quote(`${table}_log`)}`,
  },
  render: ({ table }) => `op.custom("dropLog", { table: ${JSON.stringify(table)} })`,
})

export const customScenarios: readonly Scenario[] = [
  {
    name: "does an operation of a project's own",
    operation: custom('keepLog', { table: 'users', words: ["it's", 'on'] }),
    sql: {
      standard: [
        'CREATE TABLE "users_log" (said text)',
        `INSERT INTO "users_log" VALUES ('it''s')`,
        `INSERT INTO "users_log" VALUES ('on')`,
      ],
      sqlite: unsupported,
    },
    source: 'await op.invoke(custom("keepLog", { table: "users", words: ["it\'s", "on"] }));',
    says: 'Keeps a log of users',
    undo: 'await op.custom("dropLog", { table: "users" });',
    live: {
      given: everywhere(''),
      asks: everywhere('SELECT max(said) AS said FROM users_log'),
      answers: [{ said: 'on' }],
    },
  },
  {
    name: "does an operation of a project's own that every dialect has",
    operation: custom('dropLog', { table: 'users' }),
    sql: {
      standard: ['DROP TABLE "users_log"'],
      sqlite: ['DROP TABLE IF EXISTS "users_log"'],
    },
    source: 'await op.custom("dropLog", { table: "users" });',
    says: 'Does dropLog',
    undo: null,
    live: {
      given: everywhere('CREATE TABLE users_log (said text)'),
      asks: everywhere('SELECT * FROM users_log'),
      answers: null,
    },
  },
]
