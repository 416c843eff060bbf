import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import {
  constraintsUsing,
  editCreateTable,
  parseCreateTable,
  type TableEdit,
} from '../../core/dialects/sqlite/ddl-parser'

const USERS = `CREATE TABLE users (
  -- the key
  id INTEGER PRIMARY KEY, -- counted
  "full name" VARCHAR(40) NOT NULL DEFAULT 'x' COLLATE NOCASE, -- of a person
  age int CONSTRAINT adult CHECK (age >= 18 AND users.age < 200),
  boss INT REFERENCES users (id) ON DELETE SET NULL, /* or none */
  initials TEXT AS (substr("full name", 1, 1)) STORED,
  CHECK (length("full name") > 0), -- not empty
  UNIQUE (age, boss),
  FOREIGN KEY (age) REFERENCES ages
) -- all of them`

interface Row {
  readonly name: string
  readonly edits: readonly TableEdit[]
  readonly from?: string
  readonly to: string
}

const drop = { name: null, type: null, columns: null, condition: null } as const

const ROWS: readonly Row[] = [
  {
    name: 'renames the table, drops its own qualifier, leaves references to itself',
    edits: [{ kind: 'renameTable', name: 'new users' }],
    to: USERS.replace('TABLE users', 'TABLE "new users"').replace('users.age <', 'age <'),
  },
  {
    name: 'adds a column behind the others, before the constraints',
    edits: [{ kind: 'addColumn', definition: 'mail TEXT', position: null }],
    to: USERS.replace('STORED,\n', 'STORED,\n  mail TEXT,\n'),
  },
  {
    name: 'adds a column before another one, below the comment of the one above',
    edits: [{ kind: 'addColumn', definition: 'mail TEXT', position: { before: 'full name' } }],
    to: USERS.replace('-- counted\n', '-- counted\n  mail TEXT,\n'),
  },
  {
    name: 'adds a column on one line',
    from: 'CREATE TABLE t(a int, b int)',
    edits: [{ kind: 'addColumn', definition: 'c int', position: null }],
    to: 'CREATE TABLE t(a int, b int, c int)',
  },
  {
    name: 'adds a column behind a comment at the end of the line',
    from: 'CREATE TABLE t(\n  a int -- the a\n)',
    edits: [{ kind: 'addColumn', definition: 'b int', position: { after: 'a' } }],
    to: 'CREATE TABLE t(\n  a int, -- the a\n  b int\n)',
  },
  {
    name: 'drops a column with its comments',
    edits: [
      { ...drop, kind: 'dropConstraint', type: 'check', condition: `length("full name")>0` },
      { kind: 'dropColumn', column: 'initials' },
      { kind: 'dropColumn', column: 'FULL NAME' },
    ],
    to: USERS.replace(/ {2}"full name".*\n/, '')
      .replace(/ {2}initials.*\n/, '')
      .replace(/ {2}CHECK.*\n/, ''),
  },
  {
    name: 'drops a column with the keys that consist of it alone',
    from: 'CREATE TABLE t(a int, b int, c int, UNIQUE (b), UNIQUE (a, c), FOREIGN KEY (b) REFERENCES t (a))',
    edits: [{ kind: 'dropColumn', column: 'b' }],
    to: 'CREATE TABLE t(a int, c int, UNIQUE (a, c))',
  },
  {
    name: 'drops the last column above a comment of the one before',
    from: 'CREATE TABLE t(\n  a int, -- the a\n  b int -- the b\n)',
    edits: [{ kind: 'dropColumn', column: 'b' }],
    to: 'CREATE TABLE t(\n  a int -- the a\n)',
  },
  {
    name: 'drops a column between a comment and one on the same line',
    from: 'CREATE TABLE t(\n  a int, -- the a\n  b int, c int)',
    edits: [{ kind: 'dropColumn', column: 'b' }],
    to: 'CREATE TABLE t(\n  a int, -- the a\n c int)',
  },
  {
    name: 'renames a column, and follows it into constraints and expressions',
    edits: [
      { kind: 'renameColumn', column: 'full name', newName: 'name' },
      { kind: 'renameColumn', column: 'age', newName: 'years' },
      { kind: 'renameColumn', column: 'id', newName: 'order' },
    ],
    to: USERS.replaceAll('"full name"', '"name"')
      .replace('age int', 'years int')
      .replace('(age >= 18 AND users.age <', '(years >= 18 AND users.years <')
      .replaceAll('(age', '(years')
      .replace('id INTEGER', '"order" INTEGER')
      .replace('(id)', '("order")'),
  },
  {
    name: 'moves a column with the comments that stand before its comma',
    from: 'CREATE TABLE t (\n  a, b INT /* of b */ , -- too\n  c -- of c\n  , d\n)',
    edits: [
      { kind: 'moveColumn', column: 'b', position: { before: 'a' } },
      { kind: 'moveColumn', column: 'c', position: { before: 'a' } },
    ],
    to: 'CREATE TABLE t (\n  b INT, /* of b */ -- too\n  c, -- of c\n  a, d\n)',
  },
  {
    name: 'moves a column with its comments',
    edits: [{ kind: 'moveColumn', column: 'full name', position: { after: 'boss' } }],
    to: USERS.replace(/ {2}"full name".*\n/, '').replace(
      'or none */\n',
      `or none */\n  "full name" VARCHAR(40) NOT NULL DEFAULT 'x' COLLATE NOCASE, -- of a person\n`,
    ),
  },
  {
    name: 'moves a column to the front',
    from: 'CREATE TABLE t(a int, b int, c int)',
    edits: [{ kind: 'moveColumn', column: 'c', position: { before: 'a' } }],
    to: 'CREATE TABLE t( c int,a int, b int)',
  },
  {
    name: "sets a column's type, also where there is none",
    from: 'CREATE TABLE t(a VARYING CHARACTER (12) NOT NULL, b, c int)',
    edits: [
      { kind: 'setType', column: 'a', type: 'TEXT' },
      { kind: 'setType', column: 'b', type: 'NUMERIC(10, 2)' },
      { kind: 'setType', column: 'c', type: '' },
    ],
    to: 'CREATE TABLE t(a TEXT NOT NULL, b NUMERIC(10, 2), c )',
  },
  {
    name: 'sets and drops NOT NULL, the default and the collation',
    edits: [
      { kind: 'setNotNull', column: 'full name', notNull: false },
      { kind: 'setNotNull', column: 'age', notNull: true },
      { kind: 'setDefault', column: 'full name', default: "'y'" },
      { kind: 'setDefault', column: 'age', default: '(1 + 2)' },
      { kind: 'setCollation', column: 'full name', collation: null },
      { kind: 'setCollation', column: 'age', collation: 'RTRIM' },
    ],
    to: USERS.replace(` NOT NULL DEFAULT 'x' COLLATE NOCASE`, ` DEFAULT 'y'`).replace(
      '< 200)',
      '< 200) NOT NULL DEFAULT (1 + 2) COLLATE RTRIM',
    ),
  },
  {
    name: 'drops a default, and one NULL for NOT NULL',
    from: `CREATE TABLE t(a int DEFAULT 5, b int NULL, c -- the c\n NOT NULL)`,
    edits: [
      { kind: 'setDefault', column: 'a', default: null },
      { kind: 'setNotNull', column: 'b', notNull: true },
      { kind: 'setNotNull', column: 'c', notNull: false },
    ],
    to: 'CREATE TABLE t(a int, b int NOT NULL, c -- the c\n )',
  },
  {
    name: 'adds a constraint at the end',
    edits: [{ kind: 'addConstraint', definition: 'CONSTRAINT small CHECK (id < 100)' }],
    to: USERS.replace('REFERENCES ages\n', 'REFERENCES ages,\n  CONSTRAINT small CHECK (id < 100)\n'),
  },
  {
    name: 'drops constraints by name, by columns, by condition, and behind a column',
    edits: [
      { ...drop, kind: 'dropConstraint', name: 'ADULT' },
      { ...drop, kind: 'dropConstraint', type: 'unique', columns: ['age', 'boss'] },
      { ...drop, kind: 'dropConstraint', type: 'foreignKey', columns: ['boss'] },
      { ...drop, kind: 'dropConstraint', type: 'foreignKey', columns: ['age'] },
    ],
    to: USERS.replace(/ CONSTRAINT adult.*,\n/, ',\n')
      .replace(/ {2}UNIQUE.*\n/, '')
      .replace(' REFERENCES users (id) ON DELETE SET NULL', '')
      .replace(/,( -- not empty)\n {2}FOREIGN.*\n/, '$1\n'),
  },
  {
    name: 'adds and removes AUTOINCREMENT, behind a column and in the list',
    edits: [{ kind: 'setAutoIncrement', column: 'id', enabled: true }],
    to: USERS.replace('PRIMARY KEY', 'PRIMARY KEY AUTOINCREMENT'),
  },
  {
    name: 'adds AUTOINCREMENT to a key in the list',
    from: 'CREATE TABLE t(id INTEGER, PRIMARY KEY (id))',
    edits: [{ kind: 'setAutoIncrement', column: 'id', enabled: true }],
    to: 'CREATE TABLE t(id INTEGER, PRIMARY KEY (id AUTOINCREMENT))',
  },
  {
    name: 'removes AUTOINCREMENT',
    from: 'CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a)',
    edits: [{ kind: 'setAutoIncrement', column: 'id', enabled: false }],
    to: 'CREATE TABLE t(id INTEGER PRIMARY KEY, a)',
  },
  {
    name: 'adds a constraint behind a column',
    from: 'CREATE TABLE t(a INT, b INT)',
    edits: [{ kind: 'addColumnConstraint', column: 'a', definition: 'UNIQUE' }],
    to: 'CREATE TABLE t(a INT UNIQUE, b INT)',
  },
  {
    name: 'renames what is referred to',
    edits: [
      { kind: 'renameReferencedTable', from: 'AGES', to: 'life spans' },
      { kind: 'renameReferencedColumn', table: 'users', from: 'id', to: 'key' },
    ],
    to: USERS.replace('REFERENCES ages', 'REFERENCES "life spans"').replace('(id)', '("key")'),
  },
]

describe('editing a CREATE TABLE', () => {
  test.each(ROWS)('$name', ({ edits, from = USERS, to }) => {
    expect(() => new Database(':memory:').exec(from)).not.toThrow()
    const edited = editCreateTable(parseCreateTable(from), edits)
    expect(edited).toBe(to)
    expect(() => new Database(':memory:').exec(edited)).not.toThrow()
  })

  test('changes nothing without edits', () => {
    expect(editCreateTable(parseCreateTable(USERS), [])).toBe(USERS)
  })

  test.each<[string, TableEdit]>([
    ['a column that is not there', { kind: 'dropColumn', column: 'nobody' }],
    ['a constraint that is not there', { ...drop, kind: 'dropConstraint', name: 'nothing' }],
    ['a neighbour that is not there', { kind: 'moveColumn', column: 'age', position: { after: 'nobody' } }],
    ['one of several constraints', { ...drop, kind: 'dropConstraint', type: 'check' }],
    ['AUTOINCREMENT on what is no key', { kind: 'setAutoIncrement', column: 'age', enabled: true }],
  ])('refuses %s', (_, edit) => {
    expect(() => editCreateTable(parseCreateTable(USERS), [edit])).toThrow(
      expect.objectContaining({ code: 'BAD_OPERATION' }),
    )
  })

  test('refuses to drop the only column', () => {
    const statement = parseCreateTable('CREATE TABLE t(a)')
    expect(() => editCreateTable(statement, [{ kind: 'dropColumn', column: 'a' }])).toThrow(/only column/)
  })
})

test('the constraints that use a column are found, those behind the column are not among them', () => {
  const users = parseCreateTable(USERS)
  expect(constraintsUsing(users, 'full name').map(({ constraint }) => constraint.kind)).toEqual(['generated', 'check'])
  expect(constraintsUsing(users, 'age').map(({ constraint }) => constraint.kind)).toEqual(['unique', 'foreignKey'])
  expect(constraintsUsing(users, 'initials')).toEqual([])
})
