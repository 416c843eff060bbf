import { createMaterializedView } from '../../core/operations/create-materialized-view'
import { createView } from '../../core/operations/create-view'
import { dropMaterializedView } from '../../core/operations/drop-materialized-view'
import { dropView } from '../../core/operations/drop-view'
import { refreshMaterializedView } from '../../core/operations/refresh-materialized-view'
import { replaceView } from '../../core/operations/replace-view'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, unsupported, type Scenario } from './scenario'

const users = `CREATE TABLE users (id integer PRIMARY KEY, age integer); INSERT INTO users VALUES (1, 10), (2, 30);`
const totals = `${users} CREATE MATERIALIZED VIEW totals AS SELECT count(*)::int AS n FROM users; CREATE UNIQUE INDEX one ON totals (n); DELETE FROM users;`

export const viewScenarios: readonly Scenario[] = [
  {
    name: 'creates a view',
    operation: createView('adults', sql`SELECT id FROM users WHERE age >= 18`),
    sql: { standard: ['CREATE VIEW "adults" AS SELECT id FROM users WHERE age >= 18'] },
    source: 'await op.createView("adults", sql`SELECT id FROM users WHERE age >= 18`);',
    says: 'Creates the view adults',
    undo: 'await op.dropView("adults");',
    live: { given: everywhere(users), asks: everywhere('SELECT id FROM adults'), answers: [{ id: 2 }] },
  },
  {
    name: 'creates a view with names of its own for the columns',
    operation: createView('adults', sql`SELECT id FROM users`, { columns: ['user id'] }),
    sql: { standard: ['CREATE VIEW "adults" ("user id") AS SELECT id FROM users'] },
    source: 'await op.createView("adults", sql`SELECT id FROM users`, { columns: ["user id"] });',
    says: 'Creates the view adults',
    undo: 'await op.dropView("adults");',
    live: {
      given: everywhere(users),
      asks: everywhere('SELECT max("user id") AS top FROM adults'),
      answers: [{ top: 2 }],
    },
  },
  {
    name: 'creates a view unless there is one',
    operation: createView('adults', sql`SELECT 1 AS one`, { ifNotExists: true }),
    sql: { standard: unsupported, sqlite: ['CREATE VIEW IF NOT EXISTS "adults" AS SELECT 1 AS one'] },
    source: 'await op.createView("adults", sql`SELECT 1 AS one`, { ifNotExists: true });',
    says: 'Creates the view adults',
    undo: 'await op.dropView("adults", { ifExists: true });',
    live: { given: everywhere(''), asks: everywhere('SELECT one FROM adults'), answers: [{ one: 1 }] },
  },
  {
    name: 'creates a view that guards what is written through it',
    operation: createView('adults', sql`SELECT * FROM users WHERE age >= 18`, {
      checkOption: 'local',
      securityBarrier: true,
    }),
    sql: {
      standard: [
        'CREATE VIEW "adults" WITH (security_barrier = true) AS SELECT * FROM users WHERE age >= 18 WITH LOCAL CHECK OPTION',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createView("adults", sql`SELECT * FROM users WHERE age >= 18`, {',
      '  checkOption: "local",',
      '  securityBarrier: true,',
      '});',
    ].join('\n'),
    says: 'Creates the view adults',
    undo: 'await op.dropView("adults");',
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT check_option AS o FROM information_schema.views WHERE table_name = 'adults'`),
      answers: [{ o: 'LOCAL' }],
    },
  },
  {
    name: 'reads a view with the rights of the reader',
    operation: createView('adults', sql`SELECT 1 AS one`, { schema: 'crm', securityInvoker: true }),
    sql: {
      standard: ['CREATE VIEW "crm"."adults" WITH (security_invoker = true) AS SELECT 1 AS one'],
      sqlite: unsupported,
    },
    source: 'await op.createView("adults", sql`SELECT 1 AS one`, { securityInvoker: true, schema: "crm" });',
    says: 'Creates the view crm.adults',
    undo: 'await op.dropView("adults", { schema: "crm" });',
    live: {
      given: everywhere('CREATE SCHEMA crm'),
      asks: everywhere('SELECT one FROM crm.adults'),
      answers: [{ one: 1 }],
    },
  },
  {
    name: 'drops a view',
    operation: dropView('adults', { ifExists: true }),
    sql: { standard: ['DROP VIEW IF EXISTS "adults"'] },
    source: 'await op.dropView("adults", { ifExists: true });',
    says: 'Drops the view adults',
    undo: null,
    live: {
      given: everywhere('CREATE VIEW adults AS SELECT 1 AS one'),
      asks: everywhere('SELECT one FROM adults'),
      answers: null,
    },
  },
  {
    name: 'drops a view with what depends on it',
    operation: dropView('adults', { cascade: true }),
    sql: { standard: ['DROP VIEW "adults" CASCADE'], sqlite: unsupported },
    source: 'await op.dropView("adults", { cascade: true });',
    says: 'Drops the view adults',
    undo: null,
    live: {
      given: everywhere('CREATE VIEW adults AS SELECT 1 AS one; CREATE VIEW men AS SELECT * FROM adults'),
      asks: everywhere('SELECT one FROM men'),
      answers: null,
    },
  },
  {
    name: 'drops a view whose definition is known',
    operation: { ...dropView('adults'), was: createView('adults', sql`SELECT 1 AS one`) },
    sql: { standard: ['DROP VIEW "adults"'] },
    source: 'await op.dropView("adults");',
    says: 'Drops the view adults',
    undo: 'await op.createView("adults", sql`SELECT 1 AS one`);',
    live: {
      given: everywhere('CREATE VIEW adults AS SELECT 1 AS one'),
      asks: everywhere('SELECT one FROM adults'),
      answers: null,
    },
  },
  {
    name: 'gives a view another query',
    operation: replaceView('adults', sql`SELECT id FROM users WHERE age >= 5`, {
      existing: sql`SELECT id FROM users WHERE age >= 18`,
    }),
    sql: {
      standard: ['CREATE OR REPLACE VIEW "adults" AS SELECT id FROM users WHERE age >= 5'],
      sqlite: ['DROP VIEW IF EXISTS "adults"', 'CREATE VIEW "adults" AS SELECT id FROM users WHERE age >= 5'],
    },
    source: [
      'await op.replaceView("adults", sql`SELECT id FROM users WHERE age >= 5`, {',
      '  existing: sql`SELECT id FROM users WHERE age >= 18`,',
      '});',
    ].join('\n'),
    says: 'Replaces the query of the view adults',
    undo: [
      'await op.replaceView("adults", sql`SELECT id FROM users WHERE age >= 18`, {',
      '  existing: sql`SELECT id FROM users WHERE age >= 5`,',
      '});',
    ].join('\n'),
    live: {
      given: everywhere(`${users} CREATE VIEW adults AS SELECT id FROM users WHERE age >= 18`),
      asks: everywhere('SELECT id FROM adults ORDER BY id'),
      answers: [{ id: 1 }, { id: 2 }],
    },
  },
  {
    name: 'cannot undo a new query of a view without the one before',
    operation: replaceView('adults', sql`SELECT 2 AS one`),
    sql: {
      standard: ['CREATE OR REPLACE VIEW "adults" AS SELECT 2 AS one'],
      sqlite: ['DROP VIEW IF EXISTS "adults"', 'CREATE VIEW "adults" AS SELECT 2 AS one'],
    },
    source: 'await op.replaceView("adults", sql`SELECT 2 AS one`);',
    says: 'Replaces the query of the view adults',
    undo: null,
    live: { given: everywhere(''), asks: everywhere('SELECT one FROM adults'), answers: [{ one: 2 }] },
  },
  {
    name: 'creates a materialized view',
    operation: createMaterializedView('totals', sql`SELECT count(*)::int AS n FROM users`),
    sql: {
      standard: ['CREATE MATERIALIZED VIEW "totals" AS SELECT count(*)::int AS n FROM users'],
      sqlite: unsupported,
    },
    source: 'await op.createMaterializedView("totals", sql`SELECT count(*)::int AS n FROM users`);',
    says: 'Creates the materialized view totals',
    undo: 'await op.dropMaterializedView("totals");',
    live: { given: everywhere(users), asks: everywhere('SELECT n FROM totals'), answers: [{ n: 2 }] },
  },
  {
    name: 'creates a materialized view with all that can be said of it',
    operation: createMaterializedView('totals', sql`SELECT count(*) FROM users`, {
      columns: ['n'],
      with: { fillfactor: 70 },
      tablespace: 'pg_default',
      withData: false,
      ifNotExists: true,
    }),
    sql: {
      standard: [
        'CREATE MATERIALIZED VIEW IF NOT EXISTS "totals" ("n") WITH (fillfactor = 70) TABLESPACE "pg_default" AS SELECT count(*) FROM users WITH NO DATA',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createMaterializedView("totals", sql`SELECT count(*) FROM users`, {',
      '  columns: ["n"],',
      '  with: { fillfactor: "70" },',
      '  tablespace: "pg_default",',
      '  withData: false,',
      '  ifNotExists: true,',
      '});',
    ].join('\n'),
    says: 'Creates the materialized view totals, without data',
    undo: 'await op.dropMaterializedView("totals", { ifExists: true });',
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT relispopulated AS filled FROM pg_class WHERE relname = 'totals'`),
      answers: [{ filled: false }],
    },
  },
  {
    name: 'refreshes a materialized view',
    operation: refreshMaterializedView('totals', { concurrently: true }),
    sql: { standard: ['REFRESH MATERIALIZED VIEW CONCURRENTLY "totals"'], sqlite: unsupported },
    source: 'await op.refreshMaterializedView("totals", { concurrently: true });',
    says: 'Refreshes the materialized view totals',
    undo: null,
    live: { given: everywhere(totals), asks: everywhere('SELECT n FROM totals'), answers: [{ n: 0 }] },
  },
  {
    name: 'empties a materialized view',
    operation: refreshMaterializedView('totals', { withData: false }),
    sql: { standard: ['REFRESH MATERIALIZED VIEW "totals" WITH NO DATA'], sqlite: unsupported },
    source: 'await op.refreshMaterializedView("totals", { withData: false });',
    says: 'Empties the materialized view totals',
    undo: null,
    live: { given: everywhere(totals), asks: everywhere('SELECT n FROM totals'), answers: null },
  },
  {
    name: 'drops a materialized view',
    operation: dropMaterializedView('totals', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP MATERIALIZED VIEW IF EXISTS "totals" CASCADE'], sqlite: unsupported },
    source: 'await op.dropMaterializedView("totals", { ifExists: true, cascade: true });',
    says: 'Drops the materialized view totals',
    undo: null,
    live: { given: everywhere(totals), asks: everywhere('SELECT n FROM totals'), answers: null },
  },
]
