import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createForeignKey } from '../../core/operations/create-foreign-key'
import { createIndex } from '../../core/operations/create-index'
import { createPrimaryKey } from '../../core/operations/create-primary-key'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropConstraint } from '../../core/operations/drop-constraint'
import { dropIndex } from '../../core/operations/drop-index'
import { sql } from '../../core/schema/sql-expression'
import { rebuilds, unsupported, type Scenario } from './scenario'

export const constraintScenarios: readonly Scenario[] = [
  {
    name: 'creates an index',
    operation: createIndex('ix_users_name', 'users', ['last', 'first']),
    sql: { standard: ['CREATE INDEX "ix_users_name" ON "users" ("last", "first")'] },
    source: 'await op.createIndex("ix_users_name", "users", ["last", "first"]);',
    says: 'Creates the index ix_users_name on users (last, first)',
    undo: 'await op.dropIndex("ix_users_name", { table: "users" });',
  },
  {
    name: 'creates a unique partial index on an expression',
    operation: createIndex('ix_users_email', 'users', [sql`lower(email)`], { unique: true, where: sql`active = 1` }),
    sql: { standard: ['CREATE UNIQUE INDEX "ix_users_email" ON "users" (lower(email)) WHERE active = 1'] },
    source:
      'await op.createIndex("ix_users_email", "users", [sql`lower(email)`], {\n  unique: true,\n  where: sql`active = 1`,\n});',
    says: 'Creates the index ix_users_email, unique, on users (lower(email)), where active = 1',
    undo: 'await op.dropIndex("ix_users_email", { table: "users" });',
  },
  {
    name: 'creates an index with what only PostgreSQL has, or says that it cannot',
    operation: createIndex('ix_users_name', 'users', ['name'], {
      using: 'gin',
      include: ['id'],
      with: { fillfactor: 70 },
      concurrently: true,
    }),
    sql: {
      standard: [
        'CREATE INDEX CONCURRENTLY "ix_users_name" ON "users" USING gin ("name") INCLUDE ("id") WITH (fillfactor = 70)',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createIndex("ix_users_name", "users", ["name"], {',
      '  using: "gin",',
      '  include: ["id"],',
      '  with: { fillfactor: "70" },',
      '  concurrently: true,',
      '});',
    ].join('\n'),
    says: 'Creates the index ix_users_name on users (name)',
    undo: 'await op.dropIndex("ix_users_name", { table: "users", concurrently: true });',
  },
  {
    name: 'drops an index',
    operation: dropIndex('ix_users_name', { table: 'users', ifExists: true }),
    sql: { standard: ['DROP INDEX IF EXISTS "ix_users_name"'] },
    source: 'await op.dropIndex("ix_users_name", { table: "users", ifExists: true });',
    says: 'Drops the index ix_users_name on users',
    undo: null,
  },
  {
    name: 'adds a foreign key with all that can be said of it',
    operation: createForeignKey('fk_users_team', 'users', 'teams', ['team_id'], ['id'], {
      onDelete: 'set null',
      onUpdate: 'cascade',
      deferrable: true,
      initially: 'deferred',
      sourceSchema: 'crm',
      referentSchema: 'hr',
    }),
    sql: {
      standard: [
        'ALTER TABLE "crm"."users" ADD CONSTRAINT "fk_users_team" FOREIGN KEY ("team_id") REFERENCES "hr"."teams" ("id") ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED',
      ],
      sqlite: rebuilds(),
    },
    source: [
      'await op.createForeignKey("fk_users_team", "users", "teams", ["team_id"], ["id"], {',
      '  onDelete: "set null",',
      '  onUpdate: "cascade",',
      '  deferrable: true,',
      '  initially: "deferred",',
      '  referentSchema: "hr",',
      '  sourceSchema: "crm",',
      '});',
    ].join('\n'),
    says: 'Adds the foreign key fk_users_team to crm.users: team_id to hr.teams(id), on delete set null',
    undo: 'await op.dropConstraint("fk_users_team", "users", { type: "foreignKey", schema: "crm" });',
  },
  {
    name: 'adds a unique constraint',
    operation: createUniqueConstraint('uq_users_email', 'users', ['email']),
    sql: { standard: ['ALTER TABLE "users" ADD CONSTRAINT "uq_users_email" UNIQUE ("email")'], sqlite: rebuilds() },
    source: 'await op.createUniqueConstraint("uq_users_email", "users", ["email"]);',
    says: 'Adds the unique constraint uq_users_email to users: unique (email)',
    undo: 'await op.dropConstraint("uq_users_email", "users", { type: "unique" });',
  },
  {
    name: 'adds a primary key',
    operation: createPrimaryKey('pk_tags', 'tags', ['post_id', 'name']),
    sql: {
      standard: ['ALTER TABLE "tags" ADD CONSTRAINT "pk_tags" PRIMARY KEY ("post_id", "name")'],
      sqlite: rebuilds(),
    },
    source: 'await op.createPrimaryKey("pk_tags", "tags", ["post_id", "name"]);',
    says: 'Adds the primary key pk_tags to tags: primary key (post_id, name)',
    undo: 'await op.dropConstraint("pk_tags", "tags", { type: "primaryKey" });',
  },
  {
    name: 'adds a check whose text holds what a template would take for its own',
    operation: createCheckConstraint('ck_users', 'users', "note <> '`${x}` \\'"),
    sql: {
      standard: [`ALTER TABLE "users" ADD CONSTRAINT "ck_users" CHECK (note <> '\`\${x}\` \\')`],
      sqlite: rebuilds(),
    },
    source: 'await op.createCheckConstraint("ck_users", "users", sql`note <> \'\\`\\${x}\\` \\\\\'`);',
    says: "Adds the check ck_users to users: note <> '`${x}` \\'",
    undo: 'await op.dropConstraint("ck_users", "users", { type: "check" });',
  },
  {
    name: 'drops a constraint by its name',
    operation: dropConstraint('uq_users_email', 'users', { type: 'unique' }),
    sql: { standard: ['ALTER TABLE "users" DROP CONSTRAINT "uq_users_email"'], sqlite: rebuilds() },
    source: 'await op.dropConstraint("uq_users_email", "users", { type: "unique" });',
    says: 'Drops the unique constraint uq_users_email of users',
    undo: null,
  },
  {
    name: 'drops a constraint without a name by its columns, or by the name that the server gave it',
    operation: dropConstraint(null, 'users', { type: 'unique', columns: ['email'] }),
    sql: { standard: ['ALTER TABLE "users" DROP CONSTRAINT "users_email_key"'], sqlite: rebuilds() },
    source: 'await op.dropConstraint(null, "users", { type: "unique", columns: ["email"] });',
    says: 'Drops the unique constraint of users (email)',
    undo: null,
  },
]
