import { expect, test } from 'vitest'
import { addColumn } from '../../core/operations/add-column'
import { addEnumValue } from '../../core/operations/add-enum-value'
import { alterEnum } from '../../core/operations/alter-enum'
import { commentOn } from '../../core/operations/comment-on'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createEnum } from '../../core/operations/create-enum'
import { createView } from '../../core/operations/create-view'
import { dropEnum } from '../../core/operations/drop-enum'
import { dropView } from '../../core/operations/drop-view'
import { renameConstraint } from '../../core/operations/rename-constraint'
import { renameEnumValue } from '../../core/operations/rename-enum-value'
import { renameIndex } from '../../core/operations/rename-index'
import { replaceView } from '../../core/operations/replace-view'
import { setTableOptions } from '../../core/operations/set-table-options'
import { validateConstraint } from '../../core/operations/validate-constraint'
import { alterColumn } from '../../core/operations/alter-column'
import { apply, applyAll } from '../../core/operations/apply'
import { renameInExpression } from '../../core/operations/apply-alter-column'
import { createIndex } from '../../core/operations/create-index'
import { createTable } from '../../core/operations/create-table'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import { dropConstraint } from '../../core/operations/drop-constraint'
import { dropIndex } from '../../core/operations/drop-index'
import { dropTable } from '../../core/operations/drop-table'
import type { Operation } from '../../core/operations/operation'
import { renameTable } from '../../core/operations/rename-table'
import { check, foreignKey, index } from '../../core/schema/build/constraint-builder'
import { array, enumType, integer, text } from '../../core/schema/build/types'
import { emptySchema } from '../../core/schema/schema'

const start = applyAll(
  [
    createTable('teams', { id: integer().primaryKey() }),
    createTable('users', { id: integer().primaryKey(), team_id: integer(), mail: text() }, [
      foreignKey('fk_team', ['team_id'], 'teams', ['id']),
      check('ck_mail', `length(mail) > 0 AND note <> 'mail'`),
      index('ix_mail', ['mail']),
    ]),
  ],
  emptySchema,
)

const users = (operation: Operation) => apply(operation, start).tables[1]

test('a renamed table is followed by the foreign keys that refer to it', () => {
  expect(apply(renameTable('teams', 'groups'), start)).toMatchObject({
    tables: [{ name: { name: 'groups' } }, { foreignKeys: [{ referredTable: { name: 'groups' } }] }],
  })
})

test('a renamed column is followed by all that stands on it, in its table and in others', () => {
  expect(users(alterColumn('users', 'mail', { newName: 'email' }))).toMatchObject({
    columns: [{}, {}, { name: 'email' }],
    checks: [{ sql: `length(email) > 0 AND note <> 'mail'` }],
    indexes: [{ elements: [{ name: 'email' }] }],
  })
  expect(users(alterColumn('teams', 'id', { newName: 'no' }))).toMatchObject({
    foreignKeys: [{ referredColumns: ['no'] }],
  })
})

test('in an expression only the column itself is renamed', () => {
  expect(renameInExpression(`mail(mail) || 'mail' || "mail" || mailbox`, 'mail', 'e mail')).toBe(
    `mail("e mail") || 'mail' || "e mail" || mailbox`,
  )
})

test('a dropped column takes along what stands on it', () => {
  expect(users(dropColumn('users', 'team_id'))).toMatchObject({ foreignKeys: [], columns: [{ name: 'id' }, {}] })
  expect(users(dropColumn('users', 'mail'))).toMatchObject({ indexes: [] })
})

test('a column takes the place it is given', () => {
  const names = (operation: Operation) => users(operation)?.columns.map(({ name }) => name)
  expect(names(addColumn('users', 'x', integer(), { insertBefore: 'team_id' }))).toEqual(['id', 'x', 'team_id', 'mail'])
  expect(names(addColumn('users', 'x', integer(), { insertAfter: 'team_id' }))).toEqual(['id', 'team_id', 'x', 'mail'])
})

test('what is guarded by "if" changes nothing where there is nothing to do', () => {
  const guarded = [
    createTable('users', { other: text() }, [], { ifNotExists: true }),
    addColumn('users', 'mail', integer(), { ifNotExists: true }),
    dropColumn('users', 'nothing', { ifExists: true }),
    dropTable('nothing', { ifExists: true }),
    dropIndex('nothing', { ifExists: true }),
    dropConstraint('nothing', 'users', { ifExists: true }),
    createIndex('ix_mail', 'users', ['id'], { ifNotExists: true }),
  ]
  expect(applyAll(guarded, start)).toEqual(start)
})

test('views and enums come, change and go', () => {
  const views = (...operations: readonly Operation[]) =>
    applyAll(operations, start).views.map(view => `${view.name.name}: ${view.sql}`)
  expect(views(createView('v', 'SELECT 1'), replaceView('v', 'SELECT 2'))).toEqual(['v: SELECT 2'])
  expect(views(createView('v', 'SELECT 1'), createView('v', 'SELECT 2', { ifNotExists: true }), dropView('v'))).toEqual(
    [],
  )
  const mood = applyAll(
    [
      createEnum('mood', ['sad', 'ok']),
      addColumn('teams', 'mood', enumType('mood', ['sad', 'ok'])),
      addColumn('teams', 'moods', array(enumType('mood', ['sad', 'ok']))),
      addEnumValue('mood', 'so so', { after: 'sad' }),
      addEnumValue('mood', 'grim', { before: 'sad' }),
      renameEnumValue('mood', 'ok', 'fine'),
    ],
    start,
  )
  const values = ['grim', 'sad', 'so so', 'fine']
  expect(mood.enums).toEqual([{ kind: 'enumType', name: 'mood', schema: null, values }])
  expect(mood.tables[0]!.columns.slice(1).map(({ type }) => type)).toMatchObject([
    { kind: 'enum', values },
    { kind: 'array', of: { kind: 'enum', values } },
  ])
  expect(apply(alterEnum('mood', ['fine']), mood).enums[0]!.values).toEqual(['fine'])
  expect(apply(dropEnum('mood'), mood).enums).toEqual([])
})

test('names and comments are followed', () => {
  expect(users(renameIndex('ix_mail', 'ix_new'))?.indexes[0]?.name).toBe('ix_new')
  expect(users(renameConstraint('fk_team', 'fk_new', 'users'))?.foreignKeys[0]?.name).toBe('fk_new')
  expect(users(commentOn('table', 'users', 'people'))?.comment).toBe('people')
  expect(users(commentOn('column', 'mail', 'where', { table: 'users' }))?.columns[2]?.comment).toBe('where')
  expect(users(setTableOptions('users', { strict: true }))).toMatchObject({ strict: true, withoutRowid: false })
  const unchecked = apply(createCheckConstraint('ck_new', 'users', 'id > 0', { notValid: true }), start)
  expect(apply(validateConstraint('ck_new', 'users'), unchecked).tables[1]!.checks[1]!.notValid).toBe(false)
})

test.each<[string, Operation]>([
  ['There is no view v.', dropView('v')],
  ['There is no enum mood.', dropEnum('mood')],
  ['There is no index ix.', renameIndex('ix', 'iy')],
  ['users has no constraint ck.', renameConstraint('ck', 'cl', 'users')],
  ['users has a constraint ck_mail already.', renameConstraint('fk_team', 'ck_mail', 'users')],
  ['There is no table nothing.', addColumn('nothing', 'a', text())],
  ['There is a table users already.', createTable('users', { a: text() })],
  ['There is a table users already.', renameTable('teams', 'users')],
  ['users has a column mail already.', addColumn('users', 'mail', text())],
  ['users has no column x to stand beside.', addColumn('users', 'y', text(), { insertAfter: 'x' })],
  ['users has no column x.', dropColumn('users', 'x')],
  ['users has no column x.', alterColumn('users', 'x', { nullable: true })],
  ['users has a column mail already.', alterColumn('users', 'id', { newName: 'mail' })],
  ['users has no column x.', createUniqueConstraint('uq', 'users', ['x'])],
  ['users has a constraint fk_team already.', createUniqueConstraint('fk_team', 'users', ['id'])],
  ['users has an index ix_mail already.', createIndex('ix_mail', 'users', ['id'])],
  ['users has no constraint ck.', dropConstraint('ck', 'users')],
  ['There is no index ix.', dropIndex('ix')],
])('%s', (message, operation) => {
  expect(() => apply(operation, start)).toThrow(expect.objectContaining({ code: 'BAD_OPERATION', message }))
})
