import { alterSequence } from '../../core/operations/alter-sequence'
import { createDomain } from '../../core/operations/create-domain'
import { createExtension } from '../../core/operations/create-extension'
import { createSchema } from '../../core/operations/create-schema'
import { createSequence } from '../../core/operations/create-sequence'
import { dropDomain } from '../../core/operations/drop-domain'
import { dropExtension } from '../../core/operations/drop-extension'
import { dropSchema } from '../../core/operations/drop-schema'
import { dropSequence } from '../../core/operations/drop-sequence'
import { check } from '../../core/schema/build/constraint-builder'
import { text } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, unsupported, type Scenario } from './scenario'

const sequence = 'CREATE SEQUENCE numbers INCREMENT BY 5 MAXVALUE 100;'
const schemas = everywhere(`SELECT nspname AS name FROM pg_namespace WHERE nspname = 'crm'`)

export const objectScenarios: readonly Scenario[] = [
  {
    name: 'creates a sequence',
    operation: createSequence('numbers'),
    sql: { standard: ['CREATE SEQUENCE "numbers"'], sqlite: unsupported },
    source: 'await op.createSequence("numbers");',
    says: 'Creates the sequence numbers',
    undo: 'await op.dropSequence("numbers");',
    live: { given: everywhere(''), asks: everywhere(`SELECT nextval('numbers')::int AS n`), answers: [{ n: 1 }] },
  },
  {
    name: 'creates a sequence with all that can be said of it',
    operation: createSequence('numbers', {
      type: 'integer',
      increment: -2,
      minValue: null,
      maxValue: 100,
      start: 10n,
      cache: 5,
      cycle: false,
      ownedBy: ['invoices', 'number'],
      ifNotExists: true,
    }),
    sql: {
      standard: [
        'CREATE SEQUENCE IF NOT EXISTS "numbers" AS integer INCREMENT BY -2 NO MINVALUE MAXVALUE 100 START WITH 10 CACHE 5 NO CYCLE OWNED BY "invoices"."number"',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createSequence("numbers", {',
      '  type: "integer",',
      '  increment: -2,',
      '  minValue: null,',
      '  maxValue: 100,',
      '  start: 10n,',
      '  cache: 5,',
      '  cycle: false,',
      '  ownedBy: ["invoices", "number"],',
      '  ifNotExists: true,',
      '});',
    ].join('\n'),
    says: 'Creates the sequence numbers, type integer, increment -2, minValue null, maxValue 100, start 10, cache 5, cycle false, ownedBy invoices.number',
    undo: 'await op.dropSequence("numbers", { ifExists: true });',
    live: {
      given: everywhere('CREATE TABLE invoices (number int)'),
      asks: everywhere(`SELECT pg_get_serial_sequence('invoices', 'number') AS name`),
      answers: [{ name: 'public.numbers' }],
    },
  },
  {
    name: 'changes a sequence',
    operation: alterSequence('numbers', {
      increment: 10,
      cycle: true,
      newName: 'figures',
      existing: { increment: 5, cycle: false },
    }),
    sql: {
      standard: ['ALTER SEQUENCE "numbers" INCREMENT BY 10 CYCLE', 'ALTER SEQUENCE "numbers" RENAME TO "figures"'],
      sqlite: unsupported,
    },
    source: [
      'await op.alterSequence("numbers", {',
      '  increment: 10,',
      '  cycle: true,',
      '  newName: "figures",',
      '  existing: { increment: 5, cycle: false },',
      '});',
    ].join('\n'),
    says: 'Changes the sequence numbers: increment 10, cycle true, now called figures',
    undo: [
      'await op.alterSequence("figures", {',
      '  increment: 5,',
      '  cycle: false,',
      '  newName: "numbers",',
      '  existing: { increment: 10, cycle: true },',
      '});',
    ].join('\n'),
    live: {
      given: everywhere(sequence),
      asks: everywhere(`SELECT sequencename AS name, increment_by::int AS step, cycle FROM pg_sequences`),
      answers: [{ name: 'figures', step: 10, cycle: true }],
    },
  },
  {
    name: 'starts a sequence over',
    operation: alterSequence('numbers', { restart: 50 }),
    sql: { standard: ['ALTER SEQUENCE "numbers" RESTART WITH 50'], sqlite: unsupported },
    source: 'await op.alterSequence("numbers", { restart: 50 });',
    says: 'Changes the sequence numbers: restart 50',
    undo: null,
    live: {
      given: everywhere(sequence),
      asks: everywhere(`SELECT nextval('numbers')::int AS n`),
      answers: [{ n: 50 }],
    },
  },
  {
    name: 'drops a sequence',
    operation: dropSequence('numbers', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP SEQUENCE IF EXISTS "numbers" CASCADE'], sqlite: unsupported },
    source: 'await op.dropSequence("numbers", { ifExists: true, cascade: true });',
    says: 'Drops the sequence numbers',
    undo: null,
    live: { given: everywhere(sequence), asks: everywhere(`SELECT nextval('numbers')`), answers: null },
  },
  {
    name: 'creates a domain',
    operation: createDomain('email', text().notNull().default('a@b').collate('C'), {
      checks: [check('ck_email', sql`VALUE LIKE '%@%'`)],
    }),
    sql: {
      standard: [
        `CREATE DOMAIN "email" AS TEXT COLLATE "C" DEFAULT 'a@b' NOT NULL CONSTRAINT "ck_email" CHECK (VALUE LIKE '%@%')`,
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createDomain("email", text().notNull().default("a@b").collate("C"), {',
      '  checks: [check("ck_email", sql`VALUE LIKE \'%@%\'`)],',
      '});',
    ].join('\n'),
    says: "Creates the domain email, text, VALUE LIKE '%@%'",
    undo: 'await op.dropDomain("email");',
    live: { given: everywhere(''), asks: everywhere(`SELECT 'x@y'::email AS mail`), answers: [{ mail: 'x@y' }] },
  },
  {
    name: 'drops a domain',
    operation: dropDomain('email', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP DOMAIN IF EXISTS "email" CASCADE'], sqlite: unsupported },
    source: 'await op.dropDomain("email", { ifExists: true, cascade: true });',
    says: 'Drops the domain email',
    undo: null,
    live: {
      given: everywhere('CREATE DOMAIN email AS text'),
      asks: everywhere(`SELECT 'x'::email AS mail`),
      answers: null,
    },
  },
  {
    name: 'installs an extension',
    operation: createExtension('plpgsql'),
    sql: { standard: ['CREATE EXTENSION "plpgsql"'], sqlite: unsupported },
    source: 'await op.createExtension("plpgsql");',
    says: 'Installs the extension plpgsql',
    undo: 'await op.dropExtension("plpgsql");',
    live: {
      given: everywhere('DROP EXTENSION plpgsql'),
      asks: everywhere('SELECT extname AS name FROM pg_extension'),
      answers: [{ name: 'plpgsql' }],
    },
  },
  {
    name: 'installs an extension with all that can be said of it',
    operation: createExtension('plpgsql', { schema: 'pg_catalog', version: '1.0', cascade: true, ifNotExists: true }),
    sql: {
      standard: [`CREATE EXTENSION IF NOT EXISTS "plpgsql" SCHEMA "pg_catalog" VERSION '1.0' CASCADE`],
      sqlite: unsupported,
    },
    source: [
      'await op.createExtension("plpgsql", {',
      '  schema: "pg_catalog",',
      '  version: "1.0",',
      '  cascade: true,',
      '  ifNotExists: true,',
      '});',
    ].join('\n'),
    says: 'Installs the extension plpgsql, version 1.0',
    undo: 'await op.dropExtension("plpgsql", { ifExists: true });',
    live: {
      given: everywhere('DROP EXTENSION plpgsql'),
      asks: everywhere('SELECT extversion AS version FROM pg_extension'),
      answers: [{ version: '1.0' }],
    },
  },
  {
    name: 'removes an extension',
    operation: dropExtension('plpgsql', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP EXTENSION IF EXISTS "plpgsql" CASCADE'], sqlite: unsupported },
    source: 'await op.dropExtension("plpgsql", { ifExists: true, cascade: true });',
    says: 'Removes the extension plpgsql',
    undo: null,
    live: { given: everywhere(''), asks: everywhere('SELECT extname FROM pg_extension'), answers: [] },
  },
  {
    name: 'creates a schema',
    operation: createSchema('crm', { ifNotExists: true }),
    sql: { standard: ['CREATE SCHEMA IF NOT EXISTS "crm"'], sqlite: unsupported },
    source: 'await op.createSchema("crm", { ifNotExists: true });',
    says: 'Creates the schema crm',
    undo: 'await op.dropSchema("crm", { ifExists: true });',
    live: { given: everywhere(''), asks: schemas, answers: [{ name: 'crm' }] },
  },
  {
    name: 'creates a schema for a role',
    operation: createSchema('crm', { authorization: 'pg_monitor' }),
    sql: { standard: ['CREATE SCHEMA "crm" AUTHORIZATION "pg_monitor"'], sqlite: unsupported },
    source: 'await op.createSchema("crm", { authorization: "pg_monitor" });',
    says: 'Creates the schema crm',
    undo: 'await op.dropSchema("crm");',
    live: { given: everywhere(''), asks: schemas, answers: [{ name: 'crm' }] },
  },
  {
    name: 'drops a schema',
    operation: dropSchema('crm', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP SCHEMA IF EXISTS "crm" CASCADE'], sqlite: unsupported },
    source: 'await op.dropSchema("crm", { ifExists: true, cascade: true });',
    says: 'Drops the schema crm and all that is in it',
    undo: null,
    live: {
      given: everywhere('CREATE SCHEMA crm; CREATE TABLE crm.users (id int)'),
      asks: schemas,
      answers: [],
    },
  },
]
