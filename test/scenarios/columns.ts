import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import { integer, string } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import { rebuilds, unsupported, type Scenario } from './scenario'

export const columnScenarios: readonly Scenario[] = [
  {
    name: 'adds a nullable column',
    operation: addColumn('users', 'age', integer()),
    sql: { standard: ['ALTER TABLE "users" ADD COLUMN "age" INTEGER'] },
    source: 'await op.addColumn("users", "age", integer());',
    says: 'Adds users.age, integer',
    undo: 'await op.dropColumn("users", "age");',
  },
  {
    name: 'adds a column that is not null and has no default',
    operation: addColumn('users', 'email', string(255).notNull()),
    sql: { standard: ['ALTER TABLE "users" ADD COLUMN "email" VARCHAR(255) NOT NULL'], sqlite: rebuilds() },
    source: 'await op.addColumn("users", "email", string(255).notNull());',
    says: 'Adds users.email, string(255), not null',
    undo: 'await op.dropColumn("users", "email");',
  },
  {
    name: 'adds a column with a default whose text holds quotes',
    operation: addColumn('users', 'nick', string().notNull().default('it\'s "so"')),
    sql: { standard: [`ALTER TABLE "users" ADD COLUMN "nick" VARCHAR DEFAULT 'it''s "so"' NOT NULL`] },
    source: 'await op.addColumn("users", "nick", string().notNull().default("it\'s \\"so\\""));',
    says: 'Adds users.nick, string, not null, default "it\'s \\"so\\""',
    undo: 'await op.dropColumn("users", "nick");',
  },
  {
    name: 'adds a column that refers to another table',
    operation: addColumn('users', 'team_id', integer().references('teams', 'id')),
    sql: { standard: ['ALTER TABLE "users" ADD COLUMN "team_id" INTEGER REFERENCES "teams" ("id")'] },
    source: 'await op.addColumn("users", "team_id", integer().references("teams", "id"));',
    says: 'Adds users.team_id, integer, team_id to teams(id)',
    undo: 'await op.dropColumn("users", "team_id");',
  },
  {
    name: 'guards against a column that is there, or says that it cannot',
    operation: addColumn('users', 'age', integer(), { schema: 'crm', ifNotExists: true }),
    sql: {
      standard: ['ALTER TABLE "crm"."users" ADD COLUMN IF NOT EXISTS "age" INTEGER'],
      sqlite: unsupported,
    },
    source: 'await op.addColumn("users", "age", integer(), { schema: "crm", ifNotExists: true });',
    says: 'Adds crm.users.age, integer',
    undo: 'await op.dropColumn("users", "age", { schema: "crm", ifExists: true });',
  },
  {
    name: 'drops a column',
    operation: dropColumn('users', 'two words'),
    sql: { standard: ['ALTER TABLE "users" DROP COLUMN "two words"'] },
    source: 'await op.dropColumn("users", "two words");',
    says: 'Drops the column users.two words and its values',
    undo: null,
  },
  {
    name: 'changes a type',
    operation: alterColumn('users', 'age', {
      type: integer(),
      using: sql`age::integer`,
      existingType: string(10),
      existingNullable: true,
    }),
    sql: {
      standard: ['ALTER TABLE "users" ALTER COLUMN "age" TYPE INTEGER USING age::integer'],
      sqlite: rebuilds(),
    },
    source: [
      'await op.alterColumn("users", "age", {',
      '  type: integer(),',
      '  using: "age::integer",',
      '  existingType: string(10),',
      '  existingNullable: true,',
      '});',
    ].join('\n'),
    says: 'Changes users.age: type from string(10) to integer',
    undo: [
      'await op.alterColumn("users", "age", {',
      '  type: string(10),',
      '  existingType: integer(),',
      '  existingNullable: true,',
      '});',
    ].join('\n'),
  },
  {
    name: 'drops a default and forbids null',
    operation: alterColumn('users', 'age', {
      nullable: false,
      default: null,
      existingNullable: true,
      existingDefault: 18,
    }),
    sql: {
      standard: ['ALTER TABLE "users" ALTER COLUMN "age" DROP DEFAULT, ALTER COLUMN "age" SET NOT NULL'],
      sqlite: rebuilds(),
    },
    source: [
      'await op.alterColumn("users", "age", {',
      '  nullable: false,',
      '  default: null,',
      '  existingNullable: true,',
      '  existingDefault: 18,',
      '});',
    ].join('\n'),
    says: 'Changes users.age: not null, no default',
    undo: [
      'await op.alterColumn("users", "age", {',
      '  nullable: true,',
      '  default: 18,',
      '  existingNullable: false,',
      '  existingDefault: null,',
      '});',
    ].join('\n'),
  },
  {
    name: 'renames a column',
    operation: alterColumn('users', 'mail', { newName: 'email' }),
    sql: { standard: ['ALTER TABLE "users" RENAME COLUMN "mail" TO "email"'] },
    source: 'await op.alterColumn("users", "mail", { newName: "email" });',
    says: 'Renames users.mail to email',
    undo: 'await op.alterColumn("users", "email", { newName: "mail" });',
  },
  {
    name: 'cannot undo a change of what was not told',
    operation: alterColumn('users', 'age', { nullable: false }),
    sql: { standard: ['ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL'], sqlite: rebuilds() },
    source: 'await op.alterColumn("users", "age", { nullable: false });',
    says: 'Changes users.age: not null',
    undo: null,
  },
  {
    name: 'makes several changes of one table together',
    operation: batchAlterTable('users', [
      addColumn('users', 'age', integer()),
      createUniqueConstraint('uq_users_age', 'users', ['age']),
    ]),
    sql: {
      standard: [
        'ALTER TABLE "users" ADD COLUMN "age" INTEGER',
        'ALTER TABLE "users" ADD CONSTRAINT "uq_users_age" UNIQUE ("age")',
      ],
      sqlite: rebuilds(),
    },
    source: [
      'await op.batchAlterTable("users", async (batch) => {',
      '  await batch.addColumn("age", integer());',
      '  await batch.createUniqueConstraint("uq_users_age", ["age"]);',
      '});',
    ].join('\n'),
    says: 'Changes users: adds users.age, integer, adds the unique constraint uq_users_age to users: unique (age)',
    undo: [
      'await op.batchAlterTable("users", async (batch) => {',
      '  await batch.dropConstraint("uq_users_age", { type: "unique" });',
      '  await batch.dropColumn("age");',
      '});',
    ].join('\n'),
  },
]
