import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  editCreateTable,
  isVirtualTable,
  parseCreateIndex,
  parseCreateTable,
  parseCreateTrigger,
  parseCreateView,
} from '../../core/dialects/sqlite/ddl-parser'
import { inspect } from '../../core/dialects/sqlite/inspector'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { SqliteWorkbench } from './sqlite-workbench'

const fixture = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '..', 'fixtures', `${name}.sql`), 'utf8')

/** What SQLite's documentation allows and hardly anybody writes; the way its own test suite spells things. */
const ODD = String.raw`
CREATE TABLE main.t1(a,b,c);
CREATE TABLE IF NOT EXISTS t2 (a int primary key not null unique check(a>0) default 5 collate binary);
CREATE TABLE "t""3"('a' 'text', "b""x" [my type], [c d] ${'`e f`'}(1,2));
CREATE TABLE t4(x INTEGER PRIMARY KEY ASC ON CONFLICT ABORT AUTOINCREMENT,y UNIQUE ON CONFLICT FAIL);
CREATE TABLE t5(a,b,c,PRIMARY KEY(a COLLATE nocase DESC,b ASC)ON CONFLICT ROLLBACK,UNIQUE(c,b)ON CONFLICT IGNORE)WITHOUT ROWID;
CREATE TABLE t6(a TEXT DEFAULT(1+(2*3)),b DEFAULT -0x1F,c DEFAULT +.5e-3,d DEFAULT X'53514C',e DEFAULT 'it''s',f DEFAULT current_timestamp,g DEFAULT true);
CREATE TABLE t7(a CONSTRAINT n1 NOT NULL CONSTRAINT n2 DEFAULT 1 CONSTRAINT n3 CHECK(a<>')')CONSTRAINT n4 REFERENCES t1 ON DELETE SET DEFAULT ON UPDATE RESTRICT MATCH SIMPLE NOT DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE t8(a,b,CONSTRAINT x CHECK(a IN(1,2,3)AND b NOT LIKE'a%'ESCAPE'\'),CHECK(CASE WHEN a THEN b ELSE(0)END IS NULL)) ;
CREATE TABLE t9(a INT,b INT GENERATED ALWAYS AS(a+1),c AS(a||b)STORED NOT NULL,d TEXT AS (json_extract(a,'$.x'))VIRTUAL);
CREATE TABLE t10(abort,action,after,analyze,asc,attach,before,begin,by,cascade,cast,column,conflict,cross,database,"desc",each,end,explain,fail,glob,if,ignore,key,like,match,no,of,offset,plan,pragma,query,raise,replace,rename,temp,trigger,vacuum,view,virtual);
CREATE TABLE t11 -- a table, (
( -- its first, column
  a /* with ) a comment */ INT, /* and -- another */ b -- last ' one
  /* before */ , CHECK /* of */ ( a -- less
  < b ) -- done
);
CREATE TABLE t12(a INTEGER PRIMARY KEY,b TEXT,c REAL,d BLOB,e ANY,f INT)STRICT,WITHOUT ROWID;
CREATE TABLE t13(a UNSIGNED BIG INT,b CHARACTER VARYING(255),c NATIVE CHARACTER ( 70 ),d DOUBLE PRECISION,e DECIMAL( 10 , -5 ),f INT8 UNSIGNED ZEROFILL);
CREATE TABLE t14(ключ INTEGER PRIMARY KEY,"名前" TEXT DEFAULT '無',é CHECK(é<>'ñ'));
CREATE TABLE t15(a,b,FOREIGN KEY(a,b)REFERENCES t1(b,c)ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY IMMEDIATE,CONSTRAINT f FOREIGN KEY(b)REFERENCES"t""3");
CREATE TABLE t16(a DEFAULT (CASE WHEN 1 THEN ';' ELSE ')' END), b CHECK (b IS NOT ');' OR b MATCH 'x'));
CREATE TABLE	t17(a	INT	NOT	NULL	,	b);
CREATE TABLE t18(a int null default null, b varchar collate nocase collate rtrim not null on conflict replace default '');
CREATE UNIQUE INDEX IF NOT EXISTS main.i1 ON t1(a,b DESC,c COLLATE nocase ASC)WHERE a>0 AND(b IS NOT NULL OR c<>');');
CREATE INDEX"i""2"ON t1(lower(a),a||'x'COLLATE binary DESC,(b+c),CASE WHEN a THEN b END);
CREATE INDEX i3 ON t10("key",[end] /* the end */ , replace) -- of it
;
CREATE VIEW v1 AS SELECT*FROM t1;
CREATE VIEW IF NOT EXISTS "v 2"(x,"y z") AS WITH c(n) AS (VALUES(1),(2)) SELECT n,';' FROM c UNION ALL SELECT a,b FROM t1 -- the end
;
CREATE TRIGGER tr1 AFTER UPDATE OF a,"b" ON t1 FOR EACH ROW WHEN new.a<>old.a BEGIN UPDATE t1 SET c=CASE WHEN new.a THEN 1 ELSE 2 END WHERE rowid=new.rowid; SELECT RAISE(IGNORE) WHERE 0; END;
CREATE TRIGGER "tr 2" INSTEAD OF INSERT ON v1 BEGIN INSERT OR REPLACE INTO t1 VALUES(new.a,'; END',new.c); DELETE FROM t2; END;
CREATE TRIGGER tr3 DELETE ON t1 BEGIN SELECT 1; END;
`

const SCHEMAS: Readonly<Record<string, string>> = {
  Chinook: fixture('chinook'),
  Northwind: fixture('northwind'),
  'odd spellings': ODD,
}

interface Span {
  readonly start: number
  readonly end: number
}

/** The statement put together again from its parts and what lies between them. */
function rendered(sql: string, spans: readonly Span[]): string {
  const inOrder = spans.toSorted((a, b) => a.start - b.start)
  const pieces = inOrder.map(
    (span, position) => sql.slice(inOrder[position - 1]?.end ?? 0, span.start) + sql.slice(span.start, span.end),
  )
  return pieces.join('') + sql.slice(inOrder.at(-1)?.end ?? 0)
}

const spansOf: Readonly<Record<string, (sql: string) => { readonly name: string; readonly text: string }>> = {
  table(sql) {
    const statement = parseCreateTable(sql)
    const { name, columns, constraints } = statement
    expect(editCreateTable(statement, [])).toBe(sql)
    return { name: name.name, text: rendered(sql, [name, ...columns, ...constraints]) }
  },
  index(sql) {
    const { name } = parseCreateIndex(sql)
    return { name: name.name, text: rendered(sql, [name]) }
  },
  view(sql) {
    const { name, query } = parseCreateView(sql)
    expect(sql).toContain(query)
    return { name: name.name, text: rendered(sql, [name]) }
  },
  trigger(sql) {
    const { name, body } = parseCreateTrigger(sql)
    return { name: name.name, text: rendered(sql, [name, body]) }
  },
}

describe.each(Object.entries(SCHEMAS))('every statement of %s', (_name, script) => {
  test('is read and written back as SQLite keeps it', async () => {
    const bench = await SqliteWorkbench.open(script)
    const stored = await bench.rows(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
    )
    expect(stored.length).toBe(script.split(/^CREATE /m).length)
    for (const { type, name, sql } of stored) {
      const text = String(sql)
      expect(isVirtualTable(text)).toBe(false)
      expect(spansOf[String(type)]?.(text), text).toEqual({ name, text })
    }
  })

  test('is seen by the inspector, and survives that each of its tables is built anew', async () => {
    const bench = await SqliteWorkbench.open(script)
    const before = await inspect(bench.connection)
    const texts = await bench.texts()
    const tables = before.tables.map(({ name }) => name.name).filter(name => name !== 'alembic_version')
    const known = await bench.rows(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
    )
    expect(tables.length).toBe(known.length - 1)
    for (const table of tables) {
      const column = before.tables.find(({ name }) => name.name === table)!.columns[0]!.name
      await bench.perform(
        batchAlterTable(table, [alterColumn(table, column, { comment: 'x' })], { recreate: 'always' }),
      )
    }
    const behindName = (all: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(all).map(([name, sql]) => [
          name,
          sql.startsWith('CREATE TABLE') ? sql.slice(parseCreateTable(sql).name.end) : sql,
        ]),
      )
    expect(behindName(await bench.texts())).toEqual(behindName(texts))
    expect(await bench.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })
})
