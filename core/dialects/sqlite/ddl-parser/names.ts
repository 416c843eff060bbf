import type { Token } from './token'

/** SQLite's keywords. Some may stand for a name without quotes; new text quotes them all. */
const KEYWORDS = new Set(
  `ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE CASE
  CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP
  DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE
  EXISTS EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE
  IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH
  MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA
  PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT
  ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED UNION UNIQUE
  UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT`.split(/\s+/),
)

export const isKeyword = (word: string): boolean => KEYWORDS.has(word.toUpperCase())

/** A name that needs no quotes. */
export const isPlainName = (name: string): boolean => /^[a-z_][a-z0-9_]*$/i.test(name) && !isKeyword(name)

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** SQLite compares names without regard to the case of A to Z. */
export const foldName = (name: string): string => name.replace(/[A-Z]+/g, letters => letters.toLowerCase())

export const sameName = (a: string, b: string): boolean => foldName(a) === foldName(b)

/** The name that a token stands for, whichever of the four quotings it has. */
export function nameOf({ kind, text }: Token): string {
  if (kind !== 'quoted' && kind !== 'string') return text
  const inner = text.slice(1, -1)
  const quote = text.charAt(0)
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote)
}

/** A new name, spelled as the old one was: without quotes where it had none and needs none. */
export const respelled = (oldText: string, newName: string): string =>
  /^["'`[]/.test(oldText) || !isPlainName(newName) ? quoteName(newName) : newName
