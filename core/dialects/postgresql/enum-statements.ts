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
