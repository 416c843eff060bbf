import type { Column, DefaultValue } from '../../schema/column'
import type { ForeignKey } from '../../schema/constraint'
import { keyOptions } from './render-constraint'
import { typeSource } from './render-type'
import { chain, code, method, type Source } from './source'
import { options, sqlTag, text, texts, value } from './values'

/** The constraints that are written on the column itself. */
export interface InlineConstraints {
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly reference: ForeignKey | null
  /** Not null because it is part of a primary key that stands elsewhere. */
  readonly inKey: boolean
}

export const noInline: InlineConstraints = { primaryKey: false, unique: false, reference: null, inKey: false }

/** A column as its type and a chain of modifiers: `string(255).notNull()`. */
export function columnSource(column: Column, inline: InlineConstraints = noInline): Source {
  const { type, nullable, default: initial, comment, collation, generated, identity, autoIncrement } = column
  const links = [
    inline.primaryKey ? method('primaryKey') : null,
    identity === null ? null : method('identity', options({ always: identity.always })),
    nullabilitySource(nullable, identity !== null || inline.primaryKey || inline.inKey),
    inline.unique ? method('unique') : null,
    initial === null ? null : method('default', defaultSource(initial)),
    generated === null ? null : method('generatedAs', sqlTag(generated.sql), options({ stored: generated.stored })),
    inline.reference === null ? null : referenceSource(inline.reference),
    collation === null ? null : method('collate', text(collation)),
    autoIncrement === 'auto' ? null : method('autoIncrement', autoIncrement ? null : code('false')),
    comment === null ? null : method('comment', text(comment)),
  ]
  return chain(
    typeSource(type),
    links.filter(link => link !== null),
  )
}

export const defaultSource = (initial: DefaultValue): Source =>
  initial.kind === 'expression' ? sqlTag(initial.sql) : value(initial.value)

function nullabilitySource(nullable: boolean, isNotNullAnyway: boolean): Source | null {
  if (nullable) return isNotNullAnyway ? method('nullable') : null
  return isNotNullAnyway ? null : method('notNull')
}

function referenceSource(key: ForeignKey): Source {
  const [column, ...others] = key.referredColumns
  const given = keyOptions(key)
  const columns = others.length > 0 || (column === undefined && given !== null) ? texts(key.referredColumns) : null
  const remote = columns ?? (column === undefined ? null : text(column))
  return method('references', text(key.referredTable.name), remote, given)
}
