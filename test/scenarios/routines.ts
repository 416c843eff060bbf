import { createFunction } from '../../core/operations/create-function'
import { createTrigger } from '../../core/operations/create-trigger'
import { dropFunction } from '../../core/operations/drop-function'
import { dropTrigger } from '../../core/operations/drop-trigger'
import { replaceFunction } from '../../core/operations/replace-function'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, unsupported, type PerDialect, type Scenario } from './scenario'

const users = 'CREATE TABLE users (id integer, name text);'
const touch = `${users} CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`
const triggered: PerDialect<string> = {
  standard: `${touch} CREATE TRIGGER touched AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION touch()`,
  sqlite: `${users} CREATE TRIGGER touched AFTER DELETE ON users BEGIN SELECT 1; END`,
}
const triggers: PerDialect<string> = {
  standard: `SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal`,
  sqlite: `SELECT name FROM sqlite_schema WHERE type = 'trigger'`,
}
const twice = `CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * a';`

export const routineScenarios: readonly Scenario[] = [
  {
    name: 'creates a trigger for both kinds of database',
    operation: createTrigger('touched', 'users', {
      timing: 'after',
      events: ['update'],
      updateOf: ['name'],
      when: sql`OLD.id > 1`,
      body: sql`DELETE FROM users WHERE id = OLD.id; SELECT 1;`,
      execute: 'touch()',
    }),
    sql: {
      standard: [
        'CREATE TRIGGER "touched" AFTER UPDATE OF "name" ON "users" FOR EACH ROW WHEN (OLD.id > 1) EXECUTE FUNCTION touch()',
      ],
      sqlite: [
        'CREATE TRIGGER "touched" AFTER UPDATE OF "name" ON "users" FOR EACH ROW WHEN OLD.id > 1 BEGIN DELETE FROM users WHERE id = OLD.id; SELECT 1; END',
      ],
    },
    source: [
      'await op.createTrigger("touched", "users", {',
      '  timing: "after",',
      '  events: ["update"],',
      '  updateOf: ["name"],',
      '  when: sql`OLD.id > 1`,',
      '  body: sql`DELETE FROM users WHERE id = OLD.id; SELECT 1;`,',
      '  execute: "touch()",',
      '});',
    ].join('\n'),
    says: 'Creates the trigger touched on users, after update',
    undo: 'await op.dropTrigger("touched", "users");',
    live: { given: { standard: touch, sqlite: users }, asks: triggers, answers: [{ name: 'touched' }] },
  },
  {
    name: 'creates a trigger with a body, unless there is one',
    operation: createTrigger('touched', 'users', {
      timing: 'before',
      events: ['insert'],
      body: 'SELECT 1',
      ifNotExists: true,
    }),
    sql: {
      standard: unsupported,
      sqlite: ['CREATE TRIGGER IF NOT EXISTS "touched" BEFORE INSERT ON "users" FOR EACH ROW BEGIN SELECT 1; END'],
    },
    source: [
      'await op.createTrigger("touched", "users", {',
      '  timing: "before",',
      '  events: ["insert"],',
      '  body: sql`SELECT 1`,',
      '  ifNotExists: true,',
      '});',
    ].join('\n'),
    says: 'Creates the trigger touched on users, before insert',
    undo: 'await op.dropTrigger("touched", "users", { ifExists: true });',
    live: { given: everywhere(users), asks: triggers, answers: [{ name: 'touched' }] },
  },
  {
    name: 'creates a trigger for several events of whole statements',
    operation: createTrigger('touched', 'users', {
      timing: 'after',
      events: ['insert', 'truncate'],
      forEach: 'statement',
      execute: 'touch()',
    }),
    sql: {
      standard: [
        'CREATE TRIGGER "touched" AFTER INSERT OR TRUNCATE ON "users" FOR EACH STATEMENT EXECUTE FUNCTION touch()',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createTrigger("touched", "users", {',
      '  timing: "after",',
      '  events: ["insert", "truncate"],',
      '  forEach: "statement",',
      '  execute: "touch()",',
      '});',
    ].join('\n'),
    says: 'Creates the trigger touched on users, after insert or truncate',
    undo: 'await op.dropTrigger("touched", "users");',
    live: { given: everywhere(touch), asks: triggers, answers: [{ name: 'touched' }] },
  },
  {
    name: 'drops a trigger',
    operation: dropTrigger('touched', 'users', { ifExists: true }),
    sql: {
      standard: ['DROP TRIGGER IF EXISTS "touched" ON "users"'],
      sqlite: ['DROP TRIGGER IF EXISTS "touched"'],
    },
    source: 'await op.dropTrigger("touched", "users", { ifExists: true });',
    says: 'Drops the trigger touched on users',
    undo: null,
    live: { given: triggered, asks: triggers, answers: [] },
  },
  {
    name: 'drops a trigger with what depends on it',
    operation: dropTrigger('touched', 'users', { cascade: true }),
    sql: { standard: ['DROP TRIGGER "touched" ON "users" CASCADE'], sqlite: unsupported },
    source: 'await op.dropTrigger("touched", "users", { cascade: true });',
    says: 'Drops the trigger touched on users',
    undo: null,
    live: { given: triggered, asks: triggers, answers: [] },
  },
  {
    name: 'creates a function',
    operation: createFunction('touch', "BEGIN NEW.name := '$body$'; RETURN NEW; END", { returns: 'trigger' }),
    sql: {
      standard: [
        `CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $body2$BEGIN NEW.name := '$body$'; RETURN NEW; END$body2$`,
      ],
      sqlite: unsupported,
    },
    source: `await op.createFunction("touch", sql\`BEGIN NEW.name := '$body$'; RETURN NEW; END\`, {\n  returns: "trigger",\n});`,
    says: 'Creates the function touch(), returns trigger',
    undo: 'await op.dropFunction("touch", { arguments: "" });',
    live: {
      given: everywhere(users),
      asks: everywhere(`SELECT 'touch()'::regprocedure::text AS name`),
      answers: [{ name: 'touch()' }],
    },
  },
  {
    name: 'creates a function with all that can be said of it',
    operation: createFunction('twice', 'SELECT 2 * a', {
      arguments: "a integer, b numeric(4, 2) DEFAULT round(1, 0), c text = 'x, y'",
      returns: 'integer',
      language: 'sql',
      volatility: 'immutable',
      strict: true,
      securityDefiner: true,
      parallel: 'safe',
      schema: 'crm',
    }),
    sql: {
      standard: [
        `CREATE FUNCTION "crm"."twice"(a integer, b numeric(4, 2) DEFAULT round(1, 0), c text = 'x, y') RETURNS integer LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER PARALLEL SAFE AS $body$SELECT 2 * a$body$`,
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createFunction("twice", sql`SELECT 2 * a`, {',
      `  arguments: "a integer, b numeric(4, 2) DEFAULT round(1, 0), c text = 'x, y'",`,
      '  returns: "integer",',
      '  language: "sql",',
      '  volatility: "immutable",',
      '  strict: true,',
      '  securityDefiner: true,',
      '  parallel: "safe",',
      '  schema: "crm",',
      '});',
    ].join('\n'),
    says: "Creates the function crm.twice(a integer, b numeric(4, 2) DEFAULT round(1, 0), c text = 'x, y'), returns integer",
    undo: [
      'await op.dropFunction("twice", {',
      `  arguments: "a integer, b numeric(4, 2) DEFAULT round(1, 0), c text = 'x, y'",`,
      '  schema: "crm",',
      '});',
    ].join('\n'),
    live: { given: everywhere('CREATE SCHEMA crm'), asks: everywhere('SELECT crm.twice(4) AS n'), answers: [{ n: 8 }] },
  },
  {
    name: 'gives a function another body',
    operation: replaceFunction('twice', 'SELECT a + a + 0', {
      arguments: 'a integer',
      returns: 'integer',
      language: 'sql',
      existing: 'SELECT 2 * a',
    }),
    sql: {
      standard: [
        'CREATE OR REPLACE FUNCTION "twice"(a integer) RETURNS integer LANGUAGE sql AS $body$SELECT a + a + 0$body$',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.replaceFunction("twice", sql`SELECT a + a + 0`, {',
      '  arguments: "a integer",',
      '  returns: "integer",',
      '  language: "sql",',
      '  existing: sql`SELECT 2 * a`,',
      '});',
    ].join('\n'),
    says: 'Replaces the body of the function twice(a integer)',
    undo: [
      'await op.replaceFunction("twice", sql`SELECT 2 * a`, {',
      '  arguments: "a integer",',
      '  returns: "integer",',
      '  language: "sql",',
      '  existing: sql`SELECT a + a + 0`,',
      '});',
    ].join('\n'),
    live: {
      given: everywhere(twice),
      asks: everywhere(`SELECT prosrc AS body FROM pg_proc WHERE proname = 'twice'`),
      answers: [{ body: 'SELECT a + a + 0' }],
    },
  },
  {
    name: 'cannot undo a new body without the one before',
    operation: replaceFunction('twice', 'SELECT 1', { arguments: 'a integer', returns: 'integer', language: 'sql' }),
    sql: {
      standard: ['CREATE OR REPLACE FUNCTION "twice"(a integer) RETURNS integer LANGUAGE sql AS $body$SELECT 1$body$'],
      sqlite: unsupported,
    },
    source: [
      'await op.replaceFunction("twice", sql`SELECT 1`, {',
      '  arguments: "a integer",',
      '  returns: "integer",',
      '  language: "sql",',
      '});',
    ].join('\n'),
    says: 'Replaces the body of the function twice(a integer)',
    undo: null,
    live: { given: everywhere(twice), asks: everywhere('SELECT twice(4) AS n'), answers: [{ n: 1 }] },
  },
  {
    name: 'drops a function',
    operation: dropFunction('twice', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP FUNCTION IF EXISTS "twice" CASCADE'], sqlite: unsupported },
    source: 'await op.dropFunction("twice", { ifExists: true, cascade: true });',
    says: 'Drops the function twice',
    undo: null,
    live: { given: everywhere(twice), asks: everywhere('SELECT twice(4) AS n'), answers: null },
  },
]
