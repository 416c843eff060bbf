import { quoteName } from '../../core/dialects/sqlite/ddl-parser'

/** Chance, and what to do with it. */
export class Dice {
  constructor(private readonly random: () => number) {}

  below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  often(share: number): boolean {
    return this.random() < share
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }

  some<Item>(items: readonly Item[], share: number): readonly Item[] {
    return items.filter(() => this.often(share))
  }

  maybe(share: number, text: string): string {
    return this.often(share) ? ` ${text}` : ''
  }
}

/** A table with all that can hang on it, as the statements that make it. */
export interface RandomTable {
  readonly name: string
  /** The columns a change may be about: all but the key `k`. */
  readonly columns: readonly string[]
  readonly namedChecks: readonly string[]
  readonly sql: string
}

const TABLE_NAMES = ['t', 'order', 'a "b"', 'Two Words', '日本', "it's", 'x.y', '[brackets', 'Main', 'select']
const COLUMN_NAMES = [
  'alpha',
  'Bravo',
  'from',
  'c d',
  'e"f',
  'größe',
  "o'clock",
  'g.h',
  'rowid',
  'value',
  'Index',
  'z`z',
]
const TYPES = [
  '',
  'INTEGER',
  'int',
  'TEXT',
  'varchar ( 20 )',
  'UNSIGNED BIG INT',
  'NUMERIC(10, 2)',
  'REAL',
  'BLOB',
  'DATE',
]
const DEFAULTS = ['1', "'x''y'", '-1.5', 'NULL', "(upper('q') || 1)", 'CURRENT_DATE', "x'00ff'", '+7', 'TRUE']
const COLLATIONS = ['NOCASE', 'RTRIM', 'BINARY']
const VALUES = ['1', "'text'", '2.5', 'NULL', "'007'", "x'0102'", '9007199254740993', "''", "'größe'"]

export function randomTable(dice: Dice): RandomTable {
  const name = dice.of(TABLE_NAMES)
  const columns = [...new Set(Array.from({ length: 2 + dice.below(5) }, () => dice.of(COLUMN_NAMES)))]
  const referring = dice.some(columns, 0.1)
  const checks: string[] = []
  const definitions = [
    keyDefinition(dice),
    ...columns.map(column => columnDefinition(dice, column, referring.includes(column))),
    ...dice.some(columns, 0.15).map((column, position) => generatedColumn(dice, column, position)),
    ...dice.some(columns, 0.3).map((column, position) => tableCheck(dice, column, { checks, position })),
  ]
  const separator = dice.of([', ', ',\n  ', ' /* a, b */ ,\n\t', ', -- so (\n  '])
  const hasKey = / PRIMARY KEY/.test(definitions[0] ?? '')
  const options = hasKey && !/AUTOINCREMENT/.test(definitions[0] ?? '') && dice.often(0.15) ? ' WITHOUT ROWID' : ''
  const spelled = quoteName(name)
  const table = `CREATE TABLE ${spelled} (${definitions.join(separator)}\n)${options}`
  const context = { dice, name, columns, referring }
  return {
    name,
    columns,
    namedChecks: checks,
    sql: [
      'CREATE TABLE "the parent" (id INTEGER PRIMARY KEY, note)',
      `INSERT INTO "the parent" VALUES (1, 'one'), (2, 'two')`,
      'CREATE TABLE log (what, k)',
      table,
      ...rows(context),
      ...(hasKey ? children(context) : []),
      ...indexes(context),
      ...views(context),
      ...triggers(context),
      ...(dice.often(0.2) ? ['ANALYZE'] : []),
    ].join(';\n'),
  }
}

const keyDefinition = (dice: Dice): string =>
  dice.of([
    'k INTEGER PRIMARY KEY',
    'k INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT',
    'k INT PRIMARY KEY',
    'k INTEGER PRIMARY KEY DESC',
    'k integer not null UNIQUE',
    'k -- the key\n',
  ])

function columnDefinition(dice: Dice, column: string, refers: boolean): string {
  const parts = [
    dice.maybe(0.3, `DEFAULT ${dice.of(DEFAULTS)}`),
    dice.maybe(0.3, `COLLATE ${dice.of(COLLATIONS)}`),
    dice.maybe(0.15, `CHECK (${quoteName(column)} IS NULL OR length(${quoteName(column)}) < 100)`),
    refers ? ` REFERENCES "the parent" (id) ON DELETE ${dice.of(['CASCADE', 'SET NULL', 'NO ACTION'])}` : '',
    dice.maybe(0.1, 'NULL'),
    dice.maybe(0.1, '/* a comment, with ( */'),
  ]
  return `${quoteName(column)} ${dice.of(TYPES)}${parts.join('')}`
}

const generatedColumn = (dice: Dice, column: string, position: number): string =>
  `"gen ${position}" TEXT GENERATED ALWAYS AS (coalesce(${quoteName(column)}, 'none') || ')') ${dice.of(['STORED', 'VIRTUAL'])}`

function tableCheck(dice: Dice, column: string, known: { checks: string[]; position: number }): string {
  const condition = `CHECK (${quoteName(column)} IS NOT 'forbidden (' )`
  if (dice.often(0.4)) return condition
  const name = `ck ${known.position}`
  known.checks.push(name)
  return `CONSTRAINT ${quoteName(name)} ${condition}`
}

interface Context {
  readonly dice: Dice
  readonly name: string
  readonly columns: readonly string[]
  readonly referring: readonly string[]
}

/** A column that refers to the parent holds 1 or 2 or nothing; the others hold anything. */
function rows({ dice, name, columns, referring }: Context): readonly string[] {
  const count = dice.below(12)
  const names = ['k', ...columns.map(quoteName)].join(', ')
  const inserted = Array.from({ length: count }, (_, position) => {
    const values = columns.map(column =>
      dice.of(referring.includes(column) || dice.often(0.5) ? ['1', '2', 'NULL'] : VALUES),
    )
    return `INSERT OR IGNORE INTO ${quoteName(name)} (${names}) VALUES (${[position * 3 + 1, ...values].join(', ')})`
  })
  return count > 3 && dice.often(0.3)
    ? [...inserted, `DELETE FROM ${quoteName(name)} WHERE k = ${count * 3 - 2}`]
    : inserted
}

function children({ dice, name }: Context): readonly string[] {
  return dice.some(['CASCADE', 'SET NULL', 'NO ACTION', 'RESTRICT', 'SET DEFAULT'], 0.3).flatMap(action => {
    const child = quoteName(`child ${action}`)
    const deferred = dice.maybe(0.2, 'DEFERRABLE INITIALLY DEFERRED')
    return [
      `CREATE TABLE ${child} (id INTEGER PRIMARY KEY, t_k REFERENCES ${quoteName(name)} (k) ON DELETE ${action}${deferred})`,
      `INSERT INTO ${child} (t_k) SELECT k FROM ${quoteName(name)} UNION ALL SELECT NULL`,
    ]
  })
}

function indexes({ dice, name, columns }: Context): readonly string[] {
  const on = `ON ${quoteName(name)}`
  return Array.from({ length: dice.below(4) }, (_, position) => {
    const [first, second] = [quoteName(dice.of(columns)), quoteName(dice.of(columns))]
    const elements = dice.of([
      first,
      `${first} DESC, k`,
      `${first} COLLATE NOCASE`,
      `lower(${first}), k`,
      ...(first === second ? [] : [`${first}, ${second}`]),
    ])
    return `CREATE INDEX "ix ${position}" ${on} (${elements})${dice.maybe(0.3, `WHERE ${second} IS NOT NULL`)}`
  })
}

function views({ dice, name, columns }: Context): readonly string[] {
  if (dice.often(0.5)) return []
  const column = quoteName(dice.of(columns))
  return [
    `CREATE VIEW "v 1" AS SELECT k, ${column} AS c FROM ${quoteName(name)} ORDER BY k`,
    ...(dice.often(0.5) ? ['CREATE VIEW v2 (n, k) AS SELECT count(*), k FROM "v 1" GROUP BY k'] : []),
  ]
}

function triggers({ dice, name, columns }: Context): readonly string[] {
  const column = quoteName(dice.of(columns))
  const table = quoteName(name)
  return dice.some(
    [
      `CREATE TRIGGER "tr 1" AFTER DELETE ON ${table} BEGIN INSERT INTO log VALUES ('deleted', old.k); END`,
      `CREATE TRIGGER tr2 BEFORE UPDATE OF ${column} ON ${table} WHEN new.${column} IS 5 BEGIN SELECT raise(ABORT, 'five;'); END`,
      `CREATE TRIGGER tr3 AFTER INSERT ON log BEGIN UPDATE ${table} SET ${column} = new.what WHERE k = -1; END`,
    ],
    0.3,
  )
}
