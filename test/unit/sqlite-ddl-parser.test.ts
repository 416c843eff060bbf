import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  identifiersIn,
  isVirtualTable,
  normalizeExpression,
  parseCreateIndex,
  parseCreateTable,
  parseCreateTrigger,
  parseCreateView,
  splice,
  tokenize,
  type CreateTableStatement,
} from '../../core/dialects/sqlite/ddl-parser'

/** Every node must lie where it says it does: the pieces between and in them, joined, are the text. */
function rendered({ sql, columns, constraints }: CreateTableStatement): string {
  const spans = [...columns, ...constraints]
  let text = ''
  let at = 0
  for (const { start, end } of spans) {
    text += sql.slice(at, start) + sql.slice(start, end)
    at = end
  }
  return text + sql.slice(at)
}

/** Stored as they are by a real SQLite. */
const ODD_TABLES = [
  'CREATE TABLE t(a)',
  'CREATE TABLE "a ""b""" ("c""d" TEXT, [e f] , `g``h` int)',
  `CREATE TABLE 'single' ('a' int, "b" 'c d')`,
  'CREATE TABLE t(a UNSIGNED BIG INT, b VARYING CHARACTER ( 255 ), c DECIMAL(10,-2), d DOUBLE PRECISION)',
  "CREATE TABLE t(a int default +5, b default -.5, c default (1+2), d default x'00', e default abc, f default null)",
  `CREATE TABLE t(a DEFAULT "x", b DEFAULT 'it''s', c DEFAULT CURRENT_TIMESTAMP, d DEFAULT ((1)))`,
  'CREATE TABLE t(a int constraint foo, constraint bar)',
  'CREATE TABLE t(a int, check(a>0) unique(a))',
  'CREATE TABLE t(a int constraint n1 constraint n2 not null)',
  'CREATE TABLE t(id integer primary key on conflict replace autoincrement)',
  'CREATE TABLE t(id integer, x int, primary key(id autoincrement) on conflict fail)',
  'CREATE TABLE t(a int null, b int null on conflict fail not null on conflict abort)',
  'CREATE TABLE t(a varchar(10) collate nocase collate rtrim, generated int, always text, key int, "order" int)',
  'CREATE TABLE t(a long generated always, b int as (a + 1) stored, c int generated always as (max(a, 2)) virtual)',
  'CREATE TABLE t(a int -- the a, with a ) and a comma\n, b int /* the ( b */)',
  'CREATE TABLE t(a int references p, b int references p (x) on delete set null on update cascade match full deferrable initially deferred)',
  'CREATE TABLE t(a int not null deferrable, foreign key (a) references p(x) not deferrable initially immediate)',
  "CREATE TABLE t(a, b, unique(a, b desc) on conflict fail, unique(a collate nocase), check(a <> ')') on conflict ignore)",
  'CREATE TABLE t(id integer primary key, x int) without rowid,strict',
  "CREATE TABLE t(äöü text, 日本 text check (日本 <> ''))",
]

describe('a CREATE TABLE', () => {
  test.each(ODD_TABLES)('is read whole: %s', sql => {
    const database = new Database(':memory:')
    database.exec(sql)
    const { sql: stored, name } = database
      .prepare(`SELECT sql, name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'`)
      .get() as { sql: string; name: string }
    const columns = database.prepare('SELECT name, type FROM pragma_table_xinfo(?)').all(name) as {
      name: string
      type: string
    }[]
    const statement = parseCreateTable(stored)
    expect(rendered(statement)).toBe(stored)
    expect(statement.name.name).toBe(name)
    const strip = (type: string) => type.replace(/\s+/g, '').toLowerCase()
    const unquoted = (type: string) => type.replace(/^'(.*)'$/, '$1')
    expect(
      statement.columns.map(column => ({ name: column.name.name, type: strip(unquoted(column.typeText)) })),
    ).toEqual(columns.map(column => ({ name: column.name, type: strip(column.type) })))
  })

  test('gives its constraints in parts', () => {
    const { columns, constraints, strict, withoutRowid } = parseCreateTable(
      `CREATE TABLE t(
        a INTEGER CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT REPLACE,
        b TEXT CONSTRAINT "b there" NOT NULL ON CONFLICT IGNORE DEFAULT (lower('X')) COLLATE NOCASE,
        c INT GENERATED ALWAYS AS (a * 2) STORED,
        d INT REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT positive CHECK ( a > 0 ),
        FOREIGN KEY (a, d) REFERENCES q (x, "y z") ON UPDATE SET DEFAULT
      ) STRICT`,
    )
    expect([strict, withoutRowid]).toEqual([true, false])
    const all = [...columns.flatMap(column => column.constraints), ...constraints]
    expect(all.map(({ kind, name }) => [kind, name?.name ?? null])).toEqual([
      ['primaryKey', 'pk'],
      ['notNull', 'b there'],
      ['default', null],
      ['collate', null],
      ['generated', null],
      ['foreignKey', null],
      ['check', 'positive'],
      ['foreignKey', null],
    ])
    expect(all[0]).toMatchObject({ descending: true, onConflict: 'replace', autoincrement: null })
    expect(all[1]).toMatchObject({ onConflict: 'ignore' })
    expect(all[2]).toMatchObject({ sql: "(lower('X'))" })
    expect(all[3]).toMatchObject({ collation: { name: 'NOCASE' } })
    expect(all[4]).toMatchObject({ sql: 'a * 2', stored: true })
    expect(all[5]).toMatchObject({ onDelete: 'cascade', deferrable: true, initially: 'deferred', referredColumns: [] })
    expect(all[6]).toMatchObject({ sql: 'a > 0' })
    expect(all[7]).toMatchObject({
      table: { name: 'q' },
      columns: [{ name: 'a' }, { name: 'd' }],
      referredColumns: [{ name: 'x' }, { name: 'y z' }],
      onUpdate: 'set default',
    })
  })

  test('of a virtual table is recognised, and refused as a table', () => {
    const sql = 'CREATE VIRTUAL TABLE notes USING fts5(body, tokenize = "porter")'
    expect(isVirtualTable(sql)).toBe(true)
    expect(isVirtualTable('CREATE TABLE virtual(a)')).toBe(false)
    expect(() => parseCreateTable(sql)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_BY_DIALECT' }))
  })

  test('that breaks off is refused with the place', () => {
    expect(() => parseCreateTable('CREATE TABLE t(a int')).toThrow(/cannot be read at its end/)
    expect(() => parseCreateTable('CREATE TABLE t(a int) WITH x')).toThrow(/at "WITH" \(character 23\)/)
  })
})

const name = fc.constantFrom('a', 'B2', '"x y"', '[select]', '`q``r`', 'ключ', '"a""b"')
const gap = fc.constantFrom(' ', '\n  ', ' /* ( , */ ', ' -- ) , "\n')
const columnConstraint = fc.constantFrom(
  'NOT NULL',
  "DEFAULT 'a,b)'",
  'DEFAULT -1.5e3',
  'CONSTRAINT c CHECK (a IN (1, 2))',
  'COLLATE nocase',
  'REFERENCES p(x) ON DELETE SET NULL',
  'AS (a || ")") STORED',
  'UNIQUE ON CONFLICT ROLLBACK',
)
const column = fc
  .tuple(
    name,
    gap,
    fc.constantFrom('', 'INT', 'VARYING CHARACTER (12)', '"odd type"'),
    fc.array(columnConstraint, { maxLength: 3 }),
  )
  .map(([word, space, type, constraints]) => [word, type, ...constraints].join(space))
const tableConstraint = fc.constantFrom(
  'UNIQUE (a DESC)',
  'CHECK ((a))',
  'PRIMARY KEY (a, B2)',
  'FOREIGN KEY (a) REFERENCES p',
)
const createTable = fc
  .tuple(name, gap, fc.array(column, { minLength: 1, maxLength: 5 }), fc.array(tableConstraint, { maxLength: 3 }))
  .map(([word, space, columns, constraints]) => ({
    sql: `CREATE TABLE${space}${word}${space}(${[...columns, ...constraints].join(`${space},`)}${space})`,
    counts: [columns.length, constraints.length],
  }))

test('reading loses nothing of any text', () => {
  fc.assert(
    fc.property(createTable, ({ sql, counts }) => {
      const statement = parseCreateTable(sql)
      expect(rendered(statement)).toBe(sql)
      expect([statement.columns.length, statement.constraints.length]).toEqual(counts)
      expect(splice(sql, [])).toBe(sql)
    }),
  )
})

test('tokens joined are the text, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(
        tokenize(text)
          .map(token => token.text)
          .join(''),
      ).toBe(text)
    }),
  )
  for (const text of ["'open", '/* open', 'a -- b', '"open', '[open', '1.5.2', '$a::b', 'a->>b']) {
    expect(
      tokenize(text)
        .map(token => token.text)
        .join(''),
    ).toBe(text)
  }
})

test('an index is read with its elements and its predicate', () => {
  const index = parseCreateIndex(
    'CREATE UNIQUE INDEX "ix a" ON [t] (a, b COLLATE nocase DESC, lower(c) , "d e" ASC, (x + 1) DESC) WHERE a IS NOT NULL -- on',
  )
  expect(index).toMatchObject({ unique: true, name: { name: 'ix a' }, table: { name: 't' }, where: 'a IS NOT NULL' })
  expect(
    index.elements.map(({ column, collation, descending, text }) => [column?.name, collation, descending, text]),
  ).toEqual([
    ['a', null, false, 'a'],
    ['b', 'nocase', true, 'b COLLATE nocase DESC'],
    [undefined, null, false, 'lower(c)'],
    ['d e', null, false, '"d e" ASC'],
    [undefined, null, true, '(x + 1) DESC'],
  ])
})

test('a trigger is read with its table, its time and its event', () => {
  expect(
    parseCreateTrigger('CREATE TRIGGER tr AFTER UPDATE OF a, "b c" ON t WHEN new.a > 1 BEGIN SELECT 1; END'),
  ).toMatchObject({
    name: { name: 'tr' },
    table: { name: 't' },
    timing: 'after',
    event: 'update',
    updateOf: [{ name: 'a' }, { name: 'b c' }],
  })
  expect(parseCreateTrigger('CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN SELECT 1; END')).toMatchObject({
    timing: 'instead of',
    event: 'insert',
  })
  expect(parseCreateTrigger('CREATE TRIGGER tr DELETE ON t BEGIN SELECT 1; END').timing).toBe('before')
})

test('a view is read with its columns and its query', () => {
  expect(parseCreateView('CREATE VIEW v ("a b", c) AS\n SELECT 1, 2 -- end')).toMatchObject({
    name: { name: 'v' },
    columns: ['a b', 'c'],
    query: 'SELECT 1, 2 -- end',
  })
})

describe('the normal form of an expression', () => {
  test.each([
    ['( A>0 )', 'a > 0'],
    ['((a)) + (b)', '((a)) + (b)'],
    ['"a" == [b]', 'a = b'],
    ['"a b" <> `order`', '"a b" != "order"'],
    ['lower( "Name" ) like  \'A%\' -- c', "lower(name) LIKE 'A%'"],
    ["x in('a','B')", "x IN ('a', 'B')"],
    ['t . a is not null', 't.a IS NOT NULL'],
  ])('of %s is %s', (sql, expected) => {
    expect(normalizeExpression(sql)).toBe(expected)
    expect(normalizeExpression(expected)).toBe(expected)
  })
})

test('names in a text are found, functions and collations are none', () => {
  const names = identifiersIn(`lower(a) = 'b' AND t."c d" > max(new.e, 1) COLLATE nocase`)
  expect(names.map(({ name: found, qualifier }) => [qualifier, found])).toEqual([
    [null, 'a'],
    [null, 't'],
    ['t', 'c d'],
    [null, 'new'],
    ['new', 'e'],
  ])
  expect(identifiersIn('INSERT INTO log(a) VALUES (1)').map(({ name: found }) => found)).toEqual(['log', 'a'])
})
