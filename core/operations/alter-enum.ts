import { RetortError } from '../errors'
import { tableName, type TableName } from '../schema/table-name'

/**
 * Gives an enum another list of values: the type is made anew and every column that uses it is moved over. `mapping`
 * says what becomes of rows, and defaults, that hold a value which is no longer there; null empties them.
 */
export interface AlterEnum {
  readonly kind: 'alterEnum'
  readonly type: TableName
  readonly values: readonly string[]
  readonly mapping: Readonly<Record<string, string | null>>
  /** The values before, for reversing. */
  readonly existing: readonly string[] | null
}

export interface AlterEnumOptions {
  readonly schema?: string
  readonly mapping?: Readonly<Record<string, string | null>>
  readonly existing?: readonly string[]
}

export function alterEnum(name: string, values: readonly string[], options: AlterEnumOptions = {}): AlterEnum {
  const { mapping = {}, existing = null } = options
  const stray = Object.values(mapping).find(value => value !== null && !values.includes(value))
  if (stray !== undefined) {
    throw new RetortError('BAD_OPERATION', `The mapping of the enum ${name} leads to ${stray}, which is not a value.`, {
      hint: 'Map to one of the new values, or to null.',
    })
  }
  return { kind: 'alterEnum', type: tableName(name, options.schema), values, mapping, existing }
}
