import { expect } from 'vitest'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { commentOn } from '../../core/operations/comment-on'
import { createExcludeConstraint } from '../../core/operations/create-exclude-constraint'
import { dropConstraint } from '../../core/operations/drop-constraint'
import { renameConstraint } from '../../core/operations/rename-constraint'
import { renameIndex } from '../../core/operations/rename-index'
import { validateConstraint } from '../../core/operations/validate-constraint'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, planned, rebuilds, unsupported, type Scenario } from './scenario'

const users = 'CREATE TABLE users (id integer, age integer CONSTRAINT old_name CHECK (age > 0));'
const index = `${users} CREATE UNIQUE INDEX ix_old ON users (id) WHERE age > 1;`
const constraints = {
  standard: `SELECT conname AS name FROM pg_constraint WHERE conrelid = 'users'::regclass`,
  sqlite: `SELECT CASE WHEN sql LIKE '%CONSTRAINT "new_name" CHECK (age > 0)%' THEN 'new_name' END AS name
           FROM sqlite_schema WHERE name = 'users'`,
}
const notValid = `${users} INSERT INTO users VALUES (1, 1); ALTER TABLE users ADD CONSTRAINT ck CHECK (id > 0) NOT VALID;`

export const namingScenarios: readonly Scenario[] = [
  {
    name: 'renames an index',
    operation: renameIndex('ix_old', 'ix new'),
    sql: { standard: ['ALTER INDEX "ix_old" RENAME TO "ix new"'], sqlite: planned('creating the index anew') },
    source: 'await op.renameIndex("ix_old", "ix new");',
    says: 'Renames the index ix_old to ix new',
    undo: 'await op.renameIndex("ix new", "ix_old");',
    live: {
      given: everywhere(index),
      asks: {
        standard: `SELECT indexname AS name, indexdef LIKE '%UNIQUE%WHERE%' AS whole FROM pg_indexes WHERE tablename = 'users'`,
        sqlite: `SELECT name, true AS whole FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%UNIQUE%WHERE age > 1'`,
      },
      answers: [{ name: 'ix new', whole: expect.anything() as unknown as boolean }],
    },
  },
  {
    name: 'renames a constraint',
    operation: renameConstraint('old_name', 'new_name', 'users'),
    sql: { standard: ['ALTER TABLE "users" RENAME CONSTRAINT "old_name" TO "new_name"'], sqlite: rebuilds() },
    source: 'await op.renameConstraint("old_name", "new_name", "users");',
    says: 'Renames the constraint old_name of users to new_name',
    undo: 'await op.renameConstraint("new_name", "old_name", "users");',
    live: { given: everywhere(users), asks: constraints, answers: [{ name: 'new_name' }] },
  },
  {
    name: 'renames a constraint with other changes of its table',
    operation: batchAlterTable('users', [renameConstraint('old_name', 'new_name', 'users')]),
    sql: { standard: ['ALTER TABLE "users" RENAME CONSTRAINT "old_name" TO "new_name"'], sqlite: rebuilds() },
    source: [
      'await op.batchAlterTable("users", async (batch) => {',
      '  await batch.renameConstraint("old_name", "new_name");',
      '});',
    ].join('\n'),
    says: 'Changes users: renames the constraint old_name of users to new_name',
    undo: [
      'await op.batchAlterTable("users", async (batch) => {',
      '  await batch.renameConstraint("new_name", "old_name");',
      '});',
    ].join('\n'),
    live: { given: everywhere(users), asks: constraints, answers: [{ name: 'new_name' }] },
  },
  {
    name: 'checks the rows that a constraint has not looked at',
    operation: validateConstraint('ck', 'users'),
    sql: { standard: ['ALTER TABLE "users" VALIDATE CONSTRAINT "ck"'], sqlite: unsupported },
    source: 'await op.validateConstraint("ck", "users");',
    says: 'Checks the rows for the constraint ck of users',
    undo: null,
    live: {
      given: everywhere(notValid),
      asks: everywhere(`SELECT convalidated AS valid FROM pg_constraint WHERE conname = 'ck'`),
      answers: [{ valid: true }],
    },
  },
  {
    name: 'keeps rows from overlapping',
    operation: createExcludeConstraint(
      'no_overlap',
      'bookings',
      [
        ['room', '&&'],
        [sql`int4range(lo, hi)`, '&&'],
      ],
      { where: sql`lo > 0`, initially: 'deferred' },
    ),
    sql: {
      standard: [
        'ALTER TABLE "bookings" ADD CONSTRAINT "no_overlap" EXCLUDE USING gist ("room" WITH &&, int4range(lo, hi) WITH &&) WHERE (lo > 0) DEFERRABLE INITIALLY DEFERRED',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createExcludeConstraint(',
      '  "no_overlap",',
      '  "bookings",',
      '  [["room", "&&"], [sql`int4range(lo, hi)`, "&&"]],',
      '  { where: sql`lo > 0`, deferrable: true, initially: "deferred" },',
      ');',
    ].join('\n'),
    says: 'Adds the exclude constraint no_overlap to bookings: room &&, int4range(lo, hi) &&, where lo > 0',
    undo: 'await op.dropConstraint("no_overlap", "bookings", { type: "exclude" });',
    live: {
      given: everywhere('CREATE TABLE bookings (room int4range, lo int, hi int)'),
      asks: everywhere(`SELECT contype AS type FROM pg_constraint WHERE conname = 'no_overlap'`),
      answers: [{ type: 'x' }],
    },
  },
  {
    name: 'drops an exclude constraint',
    operation: dropConstraint('no_overlap', 'bookings', { type: 'exclude' }),
    sql: { standard: ['ALTER TABLE "bookings" DROP CONSTRAINT "no_overlap"'], sqlite: rebuilds() },
    source: 'await op.dropConstraint("no_overlap", "bookings", { type: "exclude" });',
    says: 'Drops the exclude constraint no_overlap of bookings',
    undo: null,
  },
  {
    name: 'comments on a view',
    operation: commentOn('view', 'adults', "it's", { schema: 'crm', existingComment: 'before' }),
    sql: { standard: [`COMMENT ON VIEW "crm"."adults" IS 'it''s'`], sqlite: unsupported },
    source: 'await op.commentOn("view", "adults", "it\'s", { schema: "crm", existingComment: "before" });',
    says: 'Sets the comment of the view crm.adults to "it\'s"',
    undo: 'await op.commentOn("view", "adults", "before", { schema: "crm", existingComment: "it\'s" });',
    live: {
      given: everywhere(
        `CREATE SCHEMA crm; CREATE VIEW crm.adults AS SELECT 1 AS one; COMMENT ON VIEW crm.adults IS 'before'`,
      ),
      asks: everywhere(`SELECT obj_description('crm.adults'::regclass) AS comment`),
      answers: [{ comment: "it's" }],
    },
  },
  {
    name: 'comments on a column',
    operation: commentOn('column', 'age', 'in years', { table: 'users' }),
    sql: { standard: [`COMMENT ON COLUMN "users"."age" IS 'in years'`], sqlite: unsupported },
    source: 'await op.commentOn("column", "age", "in years", { table: "users" });',
    says: 'Sets the comment of the column users.age to "in years"',
    undo: 'await op.commentOn("column", "age", null, { table: "users", existingComment: "in years" });',
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT col_description('users'::regclass, 2) AS comment`),
      answers: [{ comment: 'in years' }],
    },
  },
  {
    name: 'comments on a constraint of a table',
    operation: commentOn('constraint', 'old_name', 'why', { table: 'users' }),
    sql: { standard: [`COMMENT ON CONSTRAINT "old_name" ON "users" IS 'why'`], sqlite: unsupported },
    source: 'await op.commentOn("constraint", "old_name", "why", { table: "users" });',
    says: 'Sets the comment of the constraint users.old_name to "why"',
    undo: 'await op.commentOn("constraint", "old_name", null, { table: "users", existingComment: "why" });',
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT obj_description(oid) AS comment FROM pg_constraint WHERE conname = 'old_name'`),
      answers: [{ comment: 'why' }],
    },
  },
  {
    name: 'comments on a function',
    operation: commentOn('function', 'twice', 'doubles', { arguments: 'integer' }),
    sql: { standard: [`COMMENT ON FUNCTION "twice"(integer) IS 'doubles'`], sqlite: unsupported },
    source: 'await op.commentOn("function", "twice", "doubles", { arguments: "integer" });',
    says: 'Sets the comment of the function twice to "doubles"',
    undo: 'await op.commentOn("function", "twice", null, { arguments: "integer", existingComment: "doubles" });',
    live: {
      given: everywhere(`CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * $1'`),
      asks: everywhere(`SELECT obj_description('twice(integer)'::regprocedure) AS comment`),
      answers: [{ comment: 'doubles' }],
    },
  },
  {
    name: 'removes a comment',
    operation: commentOn('schema', 'crm', null),
    sql: { standard: ['COMMENT ON SCHEMA "crm" IS NULL'], sqlite: unsupported },
    source: 'await op.commentOn("schema", "crm", null);',
    says: 'Removes the comment of the schema crm',
    undo: null,
    live: {
      given: everywhere(`CREATE SCHEMA crm; COMMENT ON SCHEMA crm IS 'x'`),
      asks: everywhere(`SELECT obj_description('crm'::regnamespace) AS comment`),
      answers: [{ comment: null }],
    },
  },
]
