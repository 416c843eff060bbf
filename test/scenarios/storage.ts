import { attachPartition } from '../../core/operations/attach-partition'
import { createPartition } from '../../core/operations/create-partition'
import { createTable } from '../../core/operations/create-table'
import { detachPartition } from '../../core/operations/detach-partition'
import { setTableOptions } from '../../core/operations/set-table-options'
import { date, integer } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, rebuilds, unsupported, type Scenario } from './scenario'

const users = 'CREATE TABLE users (id integer PRIMARY KEY, name varchar(20), paid date);'
const filled = `${users} INSERT INTO users VALUES (1, 'a', '2026-11-20');`
const ranged = 'CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day);'
const listed = 'CREATE TABLE orders (id int, kind text) PARTITION BY LIST (kind);'
const hashed = 'CREATE TABLE orders (id int) PARTITION BY HASH (id);'
const bounds = everywhere(
  `SELECT pg_get_expr(relpartbound, oid) AS bound FROM pg_class WHERE relname = 'part' AND relispartition`,
)

export const storageScenarios: readonly Scenario[] = [
  {
    name: 'makes a table strict, its types among those it may have',
    operation: setTableOptions('users', { strict: true, existing: { strict: false } }),
    sql: { standard: unsupported, sqlite: rebuilds() },
    source: 'await op.setTableOptions("users", { strict: true, existing: { strict: false } });',
    says: 'Changes users: strict true',
    undo: 'await op.setTableOptions("users", { strict: false, existing: { strict: true } });',
    live: {
      given: everywhere(filled),
      asks: everywhere(`SELECT (SELECT strict FROM pragma_table_list('users')) AS strict, paid FROM users`),
      answers: [{ strict: 1, paid: '2026-11-20' }],
    },
  },
  {
    name: 'takes the rowid from a table',
    operation: setTableOptions('users', { withoutRowid: true, existing: { withoutRowid: false } }),
    sql: { standard: unsupported, sqlite: rebuilds() },
    source: 'await op.setTableOptions("users", { withoutRowid: true, existing: { withoutRowid: false } });',
    says: 'Changes users: withoutRowid true',
    undo: 'await op.setTableOptions("users", { withoutRowid: false, existing: { withoutRowid: true } });',
    live: {
      given: everywhere(filled),
      asks: everywhere(`SELECT (SELECT wr FROM pragma_table_list('users')) AS wr, name FROM users`),
      answers: [{ wr: 1, name: 'a' }],
    },
  },
  {
    name: 'makes a table unlogged, and moves it',
    operation: setTableOptions('users', {
      unlogged: true,
      tablespace: 'pg_default',
      existing: { unlogged: false, tablespace: 'pg_default' },
    }),
    sql: {
      standard: ['ALTER TABLE "users" SET UNLOGGED', 'ALTER TABLE "users" SET TABLESPACE "pg_default"'],
      sqlite: unsupported,
    },
    source: [
      'await op.setTableOptions("users", {',
      '  unlogged: true,',
      '  tablespace: "pg_default",',
      '  existing: { unlogged: false, tablespace: "pg_default" },',
      '});',
    ].join('\n'),
    says: 'Changes users: unlogged true, tablespace pg_default',
    undo: [
      'await op.setTableOptions("users", {',
      '  unlogged: false,',
      '  tablespace: "pg_default",',
      '  existing: { unlogged: true, tablespace: "pg_default" },',
      '});',
    ].join('\n'),
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT relpersistence AS kind FROM pg_class WHERE relname = 'users'`),
      answers: [{ kind: 'u' }],
    },
  },
  {
    name: 'sets storage parameters and puts others back',
    operation: setTableOptions('users', { with: { fillfactor: 70, autovacuum_enabled: null } }),
    sql: {
      standard: ['ALTER TABLE "users" SET (fillfactor = 70)', 'ALTER TABLE "users" RESET (autovacuum_enabled)'],
      sqlite: unsupported,
    },
    source: 'await op.setTableOptions("users", { with: { fillfactor: "70", autovacuum_enabled: null } });',
    says: 'Changes users: fillfactor 70, autovacuum_enabled null',
    undo: [
      'await op.setTableOptions("users", {',
      '  with: { fillfactor: null, autovacuum_enabled: null },',
      '  existing: { with: { fillfactor: "70", autovacuum_enabled: null } },',
      '});',
    ].join('\n'),
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT reloptions::text AS with FROM pg_class WHERE relname = 'users'`),
      answers: [{ with: '{fillfactor=70}' }],
    },
  },
  {
    name: 'cannot undo an option whose value before is not known',
    operation: setTableOptions('users', { unlogged: true }),
    sql: { standard: ['ALTER TABLE "users" SET UNLOGGED'], sqlite: unsupported },
    source: 'await op.setTableOptions("users", { unlogged: true });',
    says: 'Changes users: unlogged true',
    undo: null,
  },
  {
    name: 'creates a table with what PostgreSQL can be told of it',
    operation: createTable('orders', { id: integer(), day: date() }, [], {
      unlogged: true,
      with: { fillfactor: 70 },
      tablespace: 'pg_default',
    }),
    sql: {
      standard: [
        'CREATE UNLOGGED TABLE "orders" (\n  "id" INTEGER,\n  "day" DATE\n) WITH (fillfactor = 70) TABLESPACE "pg_default"',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createTable("orders", { id: integer(), day: date() }, [], {',
      '  unlogged: true,',
      '  tablespace: "pg_default",',
      '  with: { fillfactor: "70" },',
      '});',
    ].join('\n'),
    says: 'Creates the table orders with 2 columns',
    undo: 'await op.dropTable("orders");',
    live: {
      given: everywhere(''),
      asks: everywhere(
        `SELECT relpersistence AS kind, reloptions::text AS with FROM pg_class WHERE relname = 'orders'`,
      ),
      answers: [{ kind: 'u', with: '{fillfactor=70}' }],
    },
  },
  {
    name: 'creates a table that is kept in partitions',
    operation: createTable('orders', { id: integer(), day: date() }, [], {
      partitionBy: { range: [sql`id + 1`, 'day'] },
    }),
    sql: {
      standard: ['CREATE TABLE "orders" (\n  "id" INTEGER,\n  "day" DATE\n) PARTITION BY RANGE ((id + 1), "day")'],
      sqlite: unsupported,
    },
    source: [
      'await op.createTable("orders", { id: integer(), day: date() }, [], {',
      '  partitionBy: { range: [sql`id + 1`, "day"] },',
      '});',
    ].join('\n'),
    says: 'Creates the table orders with 2 columns',
    undo: 'await op.dropTable("orders");',
    live: {
      given: everywhere(''),
      asks: everywhere(`SELECT pg_get_partkeydef('orders'::regclass) AS key`),
      answers: [{ key: 'RANGE (((id + 1)), day)' }],
    },
  },
  {
    name: 'creates a partition for a range',
    operation: createPartition('part', 'orders', { from: ['2026-01-01'], to: [sql`MAXVALUE`] }, { ifNotExists: true }),
    sql: {
      standard: [
        `CREATE TABLE IF NOT EXISTS "part" PARTITION OF "orders" FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)`,
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createPartition(',
      '  "part",',
      '  "orders",',
      '  { from: ["2026-01-01"], to: [sql`MAXVALUE`] },',
      '  { ifNotExists: true },',
      ');',
    ].join('\n'),
    says: 'Creates the partition part of orders, from "2026-01-01" to MAXVALUE',
    undo: 'await op.dropTable("part", { ifExists: true });',
    live: {
      given: everywhere(ranged),
      asks: bounds,
      answers: [{ bound: `FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)` }],
    },
  },
  {
    name: 'creates a partition for some values, itself kept in partitions',
    operation: createPartition('part', 'orders', { in: ["it's", null] }, { partitionBy: { hash: ['id'] } }),
    sql: {
      standard: [`CREATE TABLE "part" PARTITION OF "orders" FOR VALUES IN ('it''s', NULL) PARTITION BY HASH ("id")`],
      sqlite: unsupported,
    },
    source: [
      'await op.createPartition(',
      '  "part",',
      '  "orders",',
      '  { in: ["it\'s", null] },',
      '  { partitionBy: { hash: ["id"] } },',
      ');',
    ].join('\n'),
    says: 'Creates the partition part of orders, for "it\'s", null',
    undo: 'await op.dropTable("part");',
    live: { given: everywhere(listed), asks: bounds, answers: [{ bound: `FOR VALUES IN ('it''s', NULL)` }] },
  },
  {
    name: 'creates a partition for a share of the rows',
    operation: createPartition('part', 'orders', { modulus: 4, remainder: 1 }),
    sql: {
      standard: ['CREATE TABLE "part" PARTITION OF "orders" FOR VALUES WITH (MODULUS 4, REMAINDER 1)'],
      sqlite: unsupported,
    },
    source: 'await op.createPartition("part", "orders", { modulus: 4, remainder: 1 });',
    says: 'Creates the partition part of orders, for remainder 1 of 4',
    undo: 'await op.dropTable("part");',
    live: {
      given: everywhere(hashed),
      asks: bounds,
      answers: [{ bound: 'FOR VALUES WITH (modulus 4, remainder 1)' }],
    },
  },
  {
    name: 'makes a table a partition',
    operation: attachPartition('part', 'orders', 'default'),
    sql: { standard: ['ALTER TABLE "orders" ATTACH PARTITION "part" DEFAULT'], sqlite: unsupported },
    source: 'await op.attachPartition("part", "orders", "default");',
    says: 'Makes part a partition of orders, for all other rows',
    undo: 'await op.detachPartition("part", "orders");',
    live: {
      given: everywhere(`${ranged} CREATE TABLE part (id int, day date)`),
      asks: bounds,
      answers: [{ bound: 'DEFAULT' }],
    },
  },
  {
    name: 'makes a partition a table of its own',
    operation: detachPartition('part', 'orders', { concurrently: true }),
    sql: { standard: ['ALTER TABLE "orders" DETACH PARTITION "part" CONCURRENTLY'], sqlite: unsupported },
    source: 'await op.detachPartition("part", "orders", { concurrently: true });',
    says: 'Takes the partition part out of orders',
    undo: null,
    live: {
      given: everywhere(`${listed} CREATE TABLE part PARTITION OF orders FOR VALUES IN ('a')`),
      asks: bounds,
      answers: [],
    },
  },
]
