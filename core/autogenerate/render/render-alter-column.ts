import type { AlterColumn, ColumnProperties } from '../../operations/alter-column'
import type { EveryField } from '../../operations/operation'
import type { AutoIncrement, DefaultValue, Identity } from '../../schema/column'
import { defaultSource } from './render-column'
import { typeSource } from './render-type'
import { code, object, type Source } from './source'
import { options, text } from './values'

/** The options of `alterColumn`: what changes, then what is known of the column before. */
export function alterColumnSource(operation: AlterColumn, { schema }: { readonly schema: string | null }): Source {
  const { changes, existing, using, position } = {
    table: null,
    columnName: null,
    changes: operation.changes,
    existing: operation.existing,
    using: operation.using,
    position: operation.position,
  } satisfies EveryField<AlterColumn>
  const { newName, ...properties } = changes
  const { type, nullable, default: initial, comment, autoIncrement, identity } = said(properties)
  const before = said(existing)
  return (
    options({
      type,
      using: using === null ? null : text(using),
      nullable,
      default: initial,
      newName,
      comment,
      autoIncrement,
      identity,
      existingType: before.type,
      existingNullable: before.nullable,
      existingDefault: before.default,
      existingComment: before.comment,
      existingAutoIncrement: before.autoIncrement,
      existingIdentity: before.identity,
      schema,
      ...placeOptions(position),
    }) ?? object([])
  )
}

export function placeOptions(position: AlterColumn['position']): Readonly<Record<string, string>> {
  if (position === null) return {}
  return 'before' in position ? { insertBefore: position.before } : { insertAfter: position.after }
}

type Said = { readonly [Name in keyof ColumnProperties]?: Source }

/** Each property that is named, null included. */
function said(properties: ColumnProperties): Said {
  const { type, nullable, default: initial, comment, autoIncrement, identity } = properties
  return {
    ...(type === undefined ? {} : { type: typeSource(type) }),
    ...(nullable === undefined ? {} : { nullable: code(String(nullable)) }),
    ...(initial === undefined ? {} : { default: defaultOrNull(initial) }),
    ...(comment === undefined ? {} : { comment: comment === null ? code('null') : text(comment) }),
    ...(autoIncrement === undefined ? {} : { autoIncrement: autoIncrementSource(autoIncrement) }),
    ...(identity === undefined ? {} : { identity: identitySource(identity) }),
  }
}

const defaultOrNull = (initial: DefaultValue | null): Source =>
  initial === null ? code('null') : defaultSource(initial)

const autoIncrementSource = (wanted: AutoIncrement): Source => (wanted === 'auto' ? text('auto') : code(String(wanted)))

const identitySource = (identity: Identity | null): Source =>
  identity === null ? code('null') : (options({ always: identity.always }) ?? object([]))
