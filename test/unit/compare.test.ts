import { describe, expect, test } from 'vitest'
import { inBatches } from '../../core/autogenerate/batch'
import { compareSchemas } from '../../core/autogenerate/compare/compare-schemas'
import type { CompareOptions } from '../../core/autogenerate/compare/comparison'
import type { Operation } from '../../core/operations/operation'
import { check, foreignKey, index, primaryKey, unique } from '../../core/schema/build/constraint-builder'
import { table } from '../../core/schema/build/table-builder'
import { boolean, float, integer, numeric, string, text } from '../../core/schema/build/types'
import { emptySchema, type Schema } from '../../core/schema/schema'
import { sql } from '../../core/schema/sql-expression'
import type { Table } from '../../core/schema/table'
import { tableName } from '../../core/schema/table-name'
import { plainRules } from '../scenarios/plain-rules'

const schema = (...tables: Table[]): Schema => ({ ...emptySchema, tables })

const difference = (wanted: Schema, found: Schema, options: Partial<CompareOptions> = {}): readonly Operation[] =>
  compareSchemas(wanted, found, plainRules, options).operations

const kinds = (operations: readonly Operation[]): readonly string[] => operations.map(({ kind }) => kind)

const shop = schema(
  table(
    'products',
    {
      id: integer().primaryKey(),
      name: string(120).notNull(),
      slug: string(120).notNull(),
      description: text(),
      price: numeric(10, 2).notNull(),
      image_url: string(500),
      stock: integer().notNull().default(0),
      category_id: integer().references('categories', 'id'),
      rating: float(),
      is_active: boolean().notNull().default(true),
    },
    [index('ix_products_id', ['id']), index('ix_products_slug', ['slug'], { unique: true })],
  ),
  table(
    'categories',
    {
      id: integer().primaryKey(),
      name: string(120).notNull(),
      slug: string(120).notNull(),
      is_active: boolean().notNull().default(true),
      parent_id: integer().references('categories', 'id'),
    },
    [index('ix_categories_id', ['id']), index('ix_categories_slug', ['slug'], { unique: true })],
  ),
)

describe('tables', () => {
  test('a shop is two tables and four indexes, each after what it refers to', () => {
    const operations = difference(shop, emptySchema)
    expect(kinds(operations)).toEqual([
      'createTable',
      'createIndex',
      'createIndex',
      'createTable',
      'createIndex',
      'createIndex',
    ])
    expect(operations[0]).toMatchObject({ table: { name: { name: 'categories' } } })
    expect(operations[0]).toMatchObject({ table: { foreignKeys: [{ referredTable: { name: 'categories' } }] } })
    expect(inBatches(operations)).toEqual(operations)
  })

  test('tables that are gone are dropped, those that refer to others first, with all it takes to bring them back', () => {
    const operations = difference(emptySchema, shop)
    expect(operations).toMatchObject([
      { kind: 'dropTable', table: { name: 'products' }, was: shop.tables[0] },
      { kind: 'dropTable', table: { name: 'categories' }, was: shop.tables[1] },
    ])
  })

  test('a circle is closed by a foreign key of its own, and opened before the tables are dropped', () => {
    const circle = schema(
      table('chickens', { id: integer().primaryKey(), egg_id: integer().references('eggs', 'id') }),
      table('eggs', { id: integer().primaryKey(), chicken_id: integer().references('chickens', 'id') }),
      table('nests', { id: integer().primaryKey(), egg_id: integer().references('eggs', 'id') }),
    )
    expect(difference(circle, emptySchema)).toMatchObject([
      { kind: 'createTable', table: { name: { name: 'chickens' }, foreignKeys: [] } },
      { kind: 'createTable', table: { name: { name: 'eggs' }, foreignKeys: [{ columns: ['chicken_id'] }] } },
      { kind: 'createTable', table: { name: { name: 'nests' }, foreignKeys: [{ columns: ['egg_id'] }] } },
      { kind: 'createForeignKey', table: { name: 'chickens' }, constraint: { name: 'chickens_egg_id_fkey' } },
    ])
    expect(kinds(difference(emptySchema, circle))).toEqual(['dropConstraint', 'dropTable', 'dropTable', 'dropTable'])
  })

  test('in a circle, too, tables are dropped in an order that runs, whichever comes first', () => {
    const chickens = table('chickens', { id: integer().primaryKey(), egg_id: integer().references('eggs', 'id') })
    const eggs = table('eggs', { id: integer().primaryKey(), chicken_id: integer().references('chickens', 'id') })
    for (const circle of [schema(chickens, eggs), schema(eggs, chickens)]) {
      const [opened, first, second] = difference(emptySchema, circle)
      expect(opened).toMatchObject({ kind: 'dropConstraint', table: circle.tables[0]?.name })
      expect(first).toMatchObject({ kind: 'dropTable', table: circle.tables[1]?.name })
      expect(second).toMatchObject({ kind: 'dropTable', table: circle.tables[0]?.name, was: { foreignKeys: [] } })
    }
  })

  test('a table that refers to a dropped table lets go of it first', () => {
    const found = schema(
      table('teams', { id: integer().primaryKey() }),
      table('users', { id: integer().primaryKey(), team_id: integer() }, [
        foreignKey('fk_team', ['team_id'], 'teams', ['id']),
      ]),
    )
    const wanted = schema(table('users', { id: integer().primaryKey() }))
    for (const rendersAsBatch of [false, true])
      expect(kinds(difference(wanted, found, { rendersAsBatch }))).toEqual([
        'dropConstraint',
        'dropTable',
        'dropColumn',
      ])
  })

  test('the version table takes no part', () => {
    const found = schema(table('alembic_version', { version_num: string(32).primaryKey() }))
    expect(difference(emptySchema, found, { versionTable: tableName('alembic_version') })).toEqual([])
  })

  test('a comment is set, changed and removed, with the one before', () => {
    const commented = (comment?: string) =>
      schema(table('users', { id: integer() }, [], comment === undefined ? {} : { comment }))
    expect(difference(commented('new'), commented('old'))).toMatchObject([
      { kind: 'createTableComment', comment: 'new', existing: 'old' },
    ])
    expect(difference(commented(), commented('old'))).toMatchObject([{ kind: 'dropTableComment', existing: 'old' }])
  })
})

describe('columns', () => {
  const users = (columns: Parameters<typeof table>[1], ...items: Parameters<typeof table>[2] & object) =>
    schema(table('users', columns, items))

  test('new ones come with the constraints declared on them, before old ones go', () => {
    const wanted = users({ id: integer(), team_id: integer().unique().references('users', 'id') })
    expect(difference(wanted, users({ id: integer(), age: integer() }))).toMatchObject([
      { kind: 'addColumn', column: { name: 'team_id' }, constraints: [{ kind: 'unique' }, { kind: 'foreignKey' }] },
      { kind: 'dropColumn', columnName: 'age', was: { name: 'age', type: { kind: 'integer' } } },
    ])
  })

  test('a change names what changes, and what is known of the column before', () => {
    const wanted = users({ age: string(10).notNull().default('x').comment('years') })
    const found = users({ age: integer().default(0) })
    expect(difference(wanted, found)).toMatchObject([
      {
        kind: 'alterColumn',
        columnName: 'age',
        changes: {
          type: { kind: 'string', length: 10 },
          nullable: false,
          default: { kind: 'literal', value: 'x' },
          comment: 'years',
        },
        existing: {
          type: { kind: 'integer' },
          nullable: true,
          default: { kind: 'literal', value: 0 },
          comment: null,
        },
      },
    ])
  })

  test('types and defaults are left alone on request, or decided by the project', () => {
    const wanted = users({ age: string().default('x') })
    const found = users({ age: integer().default(0) })
    expect(difference(wanted, found, { compareType: false, compareServerDefault: false })).toEqual([])
    expect(difference(wanted, found, { compareType: () => false, compareServerDefault: () => false })).toEqual([])
    expect(difference(wanted, found, { compareType: () => null, compareServerDefault: false })).toMatchObject([
      { changes: { type: { kind: 'string' } } },
    ])
  })

  test('a changed generated expression makes the column anew, with the index that stands on it', () => {
    const generated = (expression: ReturnType<typeof sql>) =>
      users({ id: integer(), twice: integer().generatedAs(expression) }, index('ix', ['twice']))
    expect(kinds(difference(generated(sql`id * 2`), generated(sql`id + id`)))).toEqual([
      'dropIndex',
      'dropColumn',
      'addColumn',
      'createIndex',
    ])
  })
})

describe('constraints and indexes', () => {
  const columns = { id: integer().notNull(), a: integer(), b: integer() }
  const t = (...items: NonNullable<Parameters<typeof table>[2]>) => schema(table('t', columns, items))

  test('one without a name is the found one of the same definition, whatever its name', () => {
    const wanted = t(
      primaryKey(null, ['id']),
      unique(null, ['a']),
      check(null, 'a > 0'),
      foreignKey(null, ['b'], 't', ['id']),
    )
    const found = t(
      primaryKey('t_pkey', ['id']),
      unique('t_a_key', ['a']),
      check('t_a_check', 'a > 0'),
      foreignKey('t_b_fkey', ['b'], 't', []),
    )
    expect(difference(wanted, found)).toEqual([])
  })

  test('one of the same name and another definition is dropped and created', () => {
    const cases: [Schema, Schema][] = [
      [t(unique('u', ['a'])), t(unique('u', ['b']))],
      [t(unique('u', ['a', 'b'])), t(unique('u', ['b', 'a']))],
      [t(unique('u', ['a'], { deferrable: true })), t(unique('u', ['a']))],
      [t(check('c', 'a > 1')), t(check('c', 'a > 2'))],
      [t(foreignKey('f', ['a'], 't', ['id'], { onDelete: 'cascade' })), t(foreignKey('f', ['a'], 't', ['id']))],
      [t(primaryKey('p', ['id', 'a'])), t(primaryKey('p', ['id']))],
      [t(index('i', ['a'])), t(index('i', ['a'], { unique: true }))],
      [t(index('i', ['a'], { where: 'a > 0' })), t(index('i', ['a']))],
      [t(index('i', [sql`lower(a)`])), t(index('i', ['a']))],
    ]
    for (const [wanted, found] of cases) {
      const steps = kinds(difference(wanted, found)).filter(kind => kind !== 'alterColumn')
      expect(steps[0]).toMatch(/^drop(Constraint|Index)$/)
      expect(steps[1]).toMatch(/^create/)
      expect(steps).toHaveLength(2)
    }
  })

  test('a foreign key steps aside while the key it rests on is made anew, and waits for a new one', () => {
    const teams = (name: string | null) => table('teams', { id: integer() }, [primaryKey(name, ['id'])])
    const users = table('users', { team_id: integer() }, [foreignKey('fk_users', ['team_id'], 'teams', ['id'])])
    const posts = table('posts', { team_id: integer().references('teams', 'id') })
    const wanted = schema(teams('pk_teams'), users, posts)
    expect(difference(wanted, schema(teams('teams_pkey'), users))).toMatchObject([
      { kind: 'dropConstraint', name: 'fk_users' },
      { kind: 'createTable', table: { name: { name: 'posts' }, foreignKeys: [] } },
      { kind: 'dropConstraint', name: 'teams_pkey' },
      { kind: 'createPrimaryKey', constraint: { name: 'pk_teams' } },
      { kind: 'createForeignKey', constraint: { name: 'posts_team_id_fkey' } },
      { kind: 'createForeignKey', constraint: { name: 'fk_users' } },
    ])
  })

  test('one without a name is given one where it is added, so that it can be dropped again', () => {
    const wanted = t(unique(null, ['a']), check(null, 'a > 0'), check(null, 'b > 0'), unique('t_a_key', ['b']))
    expect(difference(wanted, t())).toMatchObject([
      { constraint: { name: 't_a_key1', columns: ['a'] } },
      { constraint: { name: 't_a_key', columns: ['b'] } },
      { constraint: { name: 't_check' } },
      { constraint: { name: 't_check1' } },
    ])
  })

  test('changes of a table make one batch; indexes alone need none', () => {
    const wanted = t(unique('u', ['a']), index('i', ['a']))
    const operations = inBatches(difference(wanted, t(check('c', 'a > 0')), { rendersAsBatch: true }))
    expect(operations).toMatchObject([
      {
        kind: 'batchAlterTable',
        operations: [{ kind: 'dropConstraint' }, { kind: 'createUniqueConstraint' }, { kind: 'createIndex' }],
      },
    ])
    expect(kinds(inBatches(difference(t(index('i', ['a'])), t())))).toEqual(['createIndex'])
  })
})

describe('what takes part', () => {
  test('is asked of found names and of objects on both sides', () => {
    const found = schema(table('legacy', { id: integer() }), table('users', { id: integer(), secret: text() }))
    const wanted = schema(table('users', { id: integer(), age: integer() }), table('drafts', { id: integer() }))
    const asked: string[] = []
    const operations = difference(wanted, found, {
      includeName: name => name !== 'legacy',
      includeObject: (...[, name, kind, reflected, compareTo]) => {
        asked.push(`${kind} ${name} ${reflected} ${compareTo !== null}`)
        return name !== 'secret' && name !== 'drafts'
      },
    })
    expect(operations).toMatchObject([{ kind: 'addColumn', column: { name: 'age' } }])
    expect(asked).toEqual([
      'table users false true',
      'column age false false',
      'column secret true false',
      'column id false true',
      'table drafts false false',
    ])
  })
})

test('expressions that a server may print in other words leave their table undecided', () => {
  const rules = { ...plainRules, serverPrints: true }
  const one = schema(table('t', { a: integer() }, [check('c', 'a > 0')]))
  const other = schema(table('t', { a: integer() }, [check('c', '(a > 0)')]))
  expect(compareSchemas(one, other, rules).undecided).toEqual([tableName('t')])
  expect(compareSchemas(one, other, plainRules).undecided).toEqual([])
  expect(compareSchemas(one, one, rules).undecided).toEqual([])
})
