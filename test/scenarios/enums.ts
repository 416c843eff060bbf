import { expect } from 'vitest'
import { addEnumValue } from '../../core/operations/add-enum-value'
import { alterEnum } from '../../core/operations/alter-enum'
import { createEnum } from '../../core/operations/create-enum'
import { dropEnum } from '../../core/operations/drop-enum'
import { renameEnumValue } from '../../core/operations/rename-enum-value'
import { everywhere, unsupported, type Scenario } from './scenario'

const mood = `CREATE TYPE mood AS ENUM ('sad', 'ok');`
const values = everywhere(`SELECT string_agg(enumlabel, ' ' ORDER BY enumsortorder) AS all FROM pg_enum`)

export const enumScenarios: readonly Scenario[] = [
  {
    name: 'creates an enum',
    operation: createEnum('mood', ['sad', "it's ok"]),
    sql: { standard: [`CREATE TYPE "mood" AS ENUM ('sad', 'it''s ok')`], sqlite: unsupported },
    source: 'await op.createEnum("mood", ["sad", "it\'s ok"]);',
    says: "Creates the enum mood: sad, it's ok",
    undo: 'await op.dropEnum("mood");',
    live: { given: everywhere(''), asks: values, answers: [{ all: "sad it's ok" }] },
  },
  {
    name: 'creates an enum unless there is one',
    operation: createEnum('mood', ['sad', 'ok'], { schema: 'crm', ifNotExists: true }),
    sql: {
      standard: [
        `DO $enum$ BEGIN CREATE TYPE "crm"."mood" AS ENUM ('sad', 'ok'); EXCEPTION WHEN duplicate_object THEN NULL; END $enum$`,
      ],
      sqlite: unsupported,
    },
    source: 'await op.createEnum("mood", ["sad", "ok"], { schema: "crm", ifNotExists: true });',
    says: 'Creates the enum crm.mood: sad, ok',
    undo: 'await op.dropEnum("mood", { schema: "crm", ifExists: true });',
    live: { given: everywhere('CREATE SCHEMA crm'), asks: values, answers: [{ all: 'sad ok' }] },
  },
  {
    name: 'drops an enum',
    operation: dropEnum('mood', { ifExists: true, cascade: true }),
    sql: { standard: ['DROP TYPE IF EXISTS "mood" CASCADE'], sqlite: unsupported },
    source: 'await op.dropEnum("mood", { ifExists: true, cascade: true });',
    says: 'Drops the enum mood',
    undo: null,
    live: { given: everywhere(mood), asks: values, answers: [{ all: null }] },
  },
  {
    name: 'adds a value to an enum',
    operation: addEnumValue('mood', 'happy'),
    sql: { standard: [`ALTER TYPE "mood" ADD VALUE 'happy'`], sqlite: unsupported },
    source: 'await op.addEnumValue("mood", "happy");',
    says: 'Adds the value happy to the enum mood',
    undo: null,
    live: { given: everywhere(mood), asks: values, answers: [{ all: 'sad ok happy' }] },
  },
  {
    name: 'adds a value before another one, unless it is there',
    operation: addEnumValue('mood', 'grim', { before: 'sad', ifNotExists: true }),
    sql: { standard: [`ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'grim' BEFORE 'sad'`], sqlite: unsupported },
    source: 'await op.addEnumValue("mood", "grim", { before: "sad", ifNotExists: true });',
    says: 'Adds the value grim to the enum mood, before sad',
    undo: null,
    live: { given: everywhere(mood), asks: values, answers: [{ all: 'grim sad ok' }] },
  },
  {
    name: 'adds a value after another one',
    operation: addEnumValue('mood', 'so so', { after: 'sad' }),
    sql: { standard: [`ALTER TYPE "mood" ADD VALUE 'so so' AFTER 'sad'`], sqlite: unsupported },
    source: 'await op.addEnumValue("mood", "so so", { after: "sad" });',
    says: 'Adds the value so so to the enum mood, after sad',
    undo: null,
    live: { given: everywhere(mood), asks: values, answers: [{ all: 'sad so so ok' }] },
  },
  {
    name: 'renames a value of an enum',
    operation: renameEnumValue('mood', 'ok', 'fine'),
    sql: { standard: [`ALTER TYPE "mood" RENAME VALUE 'ok' TO 'fine'`], sqlite: unsupported },
    source: 'await op.renameEnumValue("mood", "ok", "fine");',
    says: 'Renames the value ok of the enum mood to fine',
    undo: 'await op.renameEnumValue("mood", "fine", "ok");',
    live: { given: everywhere(mood), asks: values, answers: [{ all: 'sad fine' }] },
  },
  {
    name: 'takes a value out of an enum, its rows, arrays and defaults mapped to others',
    operation: alterEnum('mood', ['100%', 'ok'], { mapping: { sad: '100%' }, existing: ['sad', 'ok', '100%'] }),
    sql: {
      standard: [
        'ALTER TYPE "mood" RENAME TO "mood__old"',
        `CREATE TYPE "mood" AS ENUM ('100%', 'ok')`,
        expect.stringContaining(`THEN ''100%%'' ELSE %2$I::text END)::"mood"'`) as string,
        'DROP TYPE "mood__old"',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.alterEnum("mood", ["100%", "ok"], {',
      '  mapping: { sad: "100%" },',
      '  existing: ["sad", "ok", "100%"],',
      '});',
    ].join('\n'),
    says: 'Makes the enum mood anew: 100%, ok, sad becomes 100%',
    undo: 'await op.alterEnum("mood", ["sad", "ok", "100%"], { existing: ["100%", "ok"] });',
  },
  {
    name: 'moves the columns of an enum whose values change',
    operation: alterEnum('mood', ['ok'], { mapping: { sad: null } }),
    sql: {
      standard: [
        'ALTER TYPE "mood" RENAME TO "mood__old"',
        `CREATE TYPE "mood" AS ENUM ('ok')`,
        expect.stringContaining('THEN NULL ELSE') as string,
        'DROP TYPE "mood__old"',
      ],
      sqlite: unsupported,
    },
    source: 'await op.alterEnum("mood", ["ok"], { mapping: { sad: null } });',
    says: 'Makes the enum mood anew: ok, sad becomes null',
    undo: null,
    live: {
      given: everywhere(
        `${mood} CREATE TABLE "my users" (id int, "the mood" mood DEFAULT 'ok', moods mood[] DEFAULT '{sad,ok}');
         INSERT INTO "my users" VALUES (1, 'sad', '{sad,ok}'), (2, 'ok', '{}'); INSERT INTO "my users" (id) VALUES (3);`,
      ),
      asks: everywhere(
        `SELECT "the mood"::text AS mood, moods::text AS moods FROM "my users" UNION ALL
         SELECT column_default, data_type FROM information_schema.columns WHERE column_name = 'moods'`,
      ),
      answers: [
        { mood: null, moods: '{NULL,ok}' },
        { mood: 'ok', moods: '{}' },
        { mood: 'ok', moods: '{NULL,ok}' },
        { mood: "'{NULL,ok}'::mood[]", moods: 'ARRAY' },
      ],
    },
  },
]
