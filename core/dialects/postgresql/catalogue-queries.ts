/**
 * What reflection asks of the catalogue: a fixed number of queries, whatever the number of tables. They run on
 * PostgreSQL 13 to 18 and on PGlite. Lists come as JSON text; what only newer servers have is read by way of `to_jsonb`.
 */

/** Tables and views in sight: not of an extension, not temporary, not the partitions of another table. */
const SCOPE = `scope AS (
  SELECT c.oid, c.relname, c.relkind, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END AS schema
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND c.relpersistence <> 't' AND $SCHEMAS
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
)`

const schemas = (all: boolean): string =>
  all ? `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'` : 'n.nspname = current_schema()'

export const withScope = (query: string, all: boolean): string =>
  `WITH ${SCOPE.replace('$SCHEMAS', schemas(all))} ${query}`

export const RELATIONS = `
SELECT s.oid, s.schema, s.relname AS name, s.relkind AS kind, obj_description(s.oid, 'pg_class') AS comment,
  CASE WHEN s.relkind = 'v' THEN pg_get_viewdef(s.oid) END AS definition
FROM scope s ORDER BY s.schema NULLS FIRST, s.relname`

export const COLUMNS = `
SELECT a.attrelid AS relation, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
  pg_get_expr(d.adbin, d.adrelid) AS default_text, a.attgenerated AS generated, a.attidentity AS identity,
  col_description(a.attrelid, a.attnum) AS comment,
  CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN co.collname END AS collation,
  e.oid AS enum,
  EXISTS (SELECT FROM pg_depend o JOIN pg_class q ON q.oid = o.objid AND q.relkind = 'S'
    WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass
      AND o.refobjid = a.attrelid AND o.refobjsubid = a.attnum AND o.deptype = 'a') AS owns_sequence
FROM scope s
JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type e ON e.typtype = 'e' AND e.oid IN (t.oid, t.typelem)
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation
WHERE s.relkind <> 'v' ORDER BY a.attrelid, a.attnum`

/** PostgreSQL 18 lists NOT NULL here too (contype n): a column says that already. A key copied to a partition has a parent. */
export const CONSTRAINTS = `
SELECT k.conrelid AS relation, k.conname AS name, k.contype AS kind, k.condeferrable AS deferrable,
  k.condeferred AS deferred, NOT k.convalidated AS not_valid, k.confmatchtype AS match,
  k.confdeltype AS on_delete, k.confupdtype AS on_update, pg_get_expr(k.conbin, k.conrelid) AS expression,
  CASE WHEN fn.nspname = current_schema() THEN NULL ELSE fn.nspname END AS referred_schema, f.relname AS referred_name,
  (SELECT json_agg(a.attname ORDER BY u.place)::text FROM unnest(k.conkey) WITH ORDINALITY u(number, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
  (SELECT json_agg(a.attname ORDER BY u.place)::text FROM unnest(k.confkey) WITH ORDINALITY u(number, place)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referred_columns,
  coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct
FROM scope s
JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype IN ('p', 'u', 'f', 'c') AND k.conparentid = 0
LEFT JOIN pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
ORDER BY k.conrelid, k.conname`

/** Indexes that no constraint stands behind. */
export const INDEXES = `
SELECT i.indrelid AS relation, x.relname AS name, i.indisunique AS is_unique, m.amname AS method, ts.spcname AS tablespace,
  pg_get_expr(i.indpred, i.indrelid) AS predicate, to_json(x.reloptions)::text AS storage,
  coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct,
  (SELECT json_agg(json_build_object(
      'column', CASE WHEN a.attnum > 0 THEN a.attname END,
      'text', pg_get_indexdef(i.indexrelid, p.place, false),
      'option', i.indoption[p.place - 1],
      'operatorClass', CASE WHEN NOT oc.opcdefault THEN oc.opcname END,
      'collation', CASE WHEN i.indcollation[p.place - 1] <> coalesce(nullif(a.attcollation, 0), ia.attcollation)
        THEN (SELECT collname FROM pg_collation WHERE oid = i.indcollation[p.place - 1]) END
    ) ORDER BY p.place)::text
    FROM generate_series(1, i.indnkeyatts) AS p(place)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place - 1] AND a.attnum > 0
    LEFT JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = p.place
    LEFT JOIN pg_opclass oc ON oc.oid = i.indclass[p.place - 1]) AS elements,
  (SELECT json_agg(a.attname ORDER BY p.place)::text
    FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS p(place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place - 1]) AS included
FROM scope s
JOIN pg_index i ON i.indrelid = s.oid
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am m ON m.oid = x.relam
LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, x.relname`

export const ENUMS = `
SELECT t.oid, t.typname AS name, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END AS schema,
  $IN_SCOPE AS in_scope,
  (SELECT json_agg(v.enumlabel ORDER BY v.enumsortorder)::text FROM pg_enum v WHERE v.enumtypid = t.oid) AS values
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.typname`

export const enumsQuery = (all: boolean): string => ENUMS.replace('$IN_SCOPE', `(${schemas(all)})`)
