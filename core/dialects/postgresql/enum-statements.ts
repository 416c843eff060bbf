import type { ColumnType } from '../../schema/column-type'
import { statement, type Statement } from '../statement'
import type { TypeOf } from '../type-compiler'
import { textLiteral } from './literal'
import { postgresqlTypes } from './type-compiler'

type EnumColumnType = TypeOf<'enum'>

/** The enum a column is made of, itself or as the elements of an array. */
export function enumOf(type: ColumnType | undefined): EnumColumnType | null {
  if (type?.kind === 'array') return enumOf(type.of)
  return type?.kind === 'enum' ? type : null
}

/** Creates an enum type where it is missing: PostgreSQL has no CREATE TYPE IF NOT EXISTS. */
export function createMissingEnum(type: EnumColumnType): Statement {
  const create = createEnum(type)
  const tag = create.includes('$enum$') ? `$enum_${create.length}$` : '$enum$'
  return statement(`DO ${tag} BEGIN ${create}; EXCEPTION WHEN duplicate_object THEN NULL; END ${tag}`)
}

const createEnum = (type: EnumColumnType): string =>
  `CREATE TYPE ${postgresqlTypes.enum(type)} AS ENUM (${type.values.map(textLiteral).join(', ')})`

export const sameEnum = (a: EnumColumnType, b: EnumColumnType): boolean => a.name === b.name && a.schema === b.schema

/** Adds the values that are new, each at its place; null where values were removed or moved, which takes a new type. */
export function addedValues(before: EnumColumnType, after: EnumColumnType): readonly Statement[] | null {
  const kept = after.values.filter(value => before.values.includes(value))
  if (kept.join('\0') !== before.values.join('\0')) return null
  return after.values.flatMap((value, position) => {
    if (before.values.includes(value)) return []
    const previous = after.values[position - 1]
    const place =
      previous === undefined ? ` BEFORE ${textLiteral(before.values[0] ?? '')}` : ` AFTER ${textLiteral(previous)}`
    return [
      statement(
        `ALTER TYPE ${postgresqlTypes.enum(after)} ADD VALUE IF NOT EXISTS ${textLiteral(value)}${before.values.length === 0 ? '' : place}`,
      ),
    ]
  })
}

/** What surrounds the change of a column to a new list of values: the old type steps aside, and goes once nothing uses it. */
export function replaceEnum(type: EnumColumnType): {
  readonly before: readonly Statement[]
  readonly after: Statement
} {
  const aside = { ...type, name: `${type.name}__old` }
  const rename = `ALTER TYPE ${postgresqlTypes.enum(type)} RENAME TO ${postgresqlTypes.enum({ ...aside, schema: null })}`
  return {
    before: [statement(rename), statement(createEnum(type))],
    after: statement(`DROP TYPE ${postgresqlTypes.enum(aside)}`),
  }
}

type Mapping = Readonly<Record<string, string | null>>

/**
 * Makes an enum anew and moves every column that uses it over, defaults included. Which columns those are only the
 * server knows, so the work is done there.
 */
export function moveToNewEnum(type: EnumColumnType, mapping: Mapping): readonly Statement[] {
  const { before, after } = replaceEnum(type)
  const old = postgresqlTypes.enum({ ...type, name: `${type.name}__old` })
  return [...before, statement(moveColumns(type, textLiteral(old), mapping)), after]
}

function moveColumns(type: EnumColumnType, old: string, mapping: Mapping): string {
  const name = postgresqlTypes.enum(type).replaceAll('%', '%%')
  const retype = 'ALTER TABLE %1$s ALTER COLUMN %2$I TYPE'
  const plain = textLiteral(`${retype} ${name} USING ${mapped('%2$I', mapping)}::${name}`)
  const array = textLiteral(`${retype} ${name}[] USING ${mappedArray('%2$I', mapping)}::${name}[]`)
  const plainDefault = textLiteral(`SELECT (${mapped('(%1$s)', mapping)})::text`)
  const arrayDefault = textLiteral(`SELECT (${mappedArray('(%1$s)', mapping)})::text`)
  return `DO $retort_move$ DECLARE
  used record;
  initial text;
BEGIN
  FOR used IN
    SELECT a.attrelid::regclass AS home, a.attname AS name, a.atttypid <> t.oid AS is_array,
           pg_get_expr(d.adbin, d.adrelid) AS initial
    FROM pg_type t
    JOIN pg_attribute a ON a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped AND a.attinhcount = 0
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE t.oid = ${old}::regtype
    ORDER BY a.attrelid, a.attnum
  LOOP
    IF used.initial IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', used.home, used.name);
      EXECUTE format(CASE WHEN used.is_array THEN ${arrayDefault} ELSE ${plainDefault} END, used.initial) INTO initial;
    END IF;
    EXECUTE format(CASE WHEN used.is_array THEN ${array} ELSE ${plain} END, used.home, used.name);
    IF used.initial IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %L', used.home, used.name, initial);
    END IF;
  END LOOP;
END $retort_move$`
}

/** The text of a value after the mapping, for a template of `format`. */
function mapped(value: string, mapping: Mapping): string {
  const cases = Object.entries(mapping).map(([from, to]) => ` WHEN ${templated(from)} THEN ${templated(to)}`)
  return cases.length === 0 ? `${value}::text` : `(CASE ${value}::text${cases.join('')} ELSE ${value}::text END)`
}

const mappedArray = (value: string, mapping: Mapping): string =>
  Object.entries(mapping).reduce(
    (array, [from, to]) => `array_replace(${array}, ${templated(from)}, ${templated(to)})`,
    `${value}::text[]`,
  )

const templated = (value: string | null): string => (value === null ? 'NULL' : textLiteral(value).replaceAll('%', '%%'))
