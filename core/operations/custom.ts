import { RetortError } from '../errors'
import type { Schema } from '../schema/schema'
import type { SqlValue } from '../schema/sql-expression'
import type { TableName } from '../schema/table-name'
import type { Operation } from './operation'

export type CustomValue = SqlValue | readonly CustomValue[] | { readonly [name: string]: CustomValue }
export type CustomArguments = Readonly<Record<string, CustomValue>>

/** The dialect's spelling of what an operation's SQL is made of. */
export interface SqlWriter {
  /** A name in quotes. */
  quote(name: string): string
  /** A table's name in quotes, with its schema where it has one. */
  table(name: TableName): string
  /** A value as text of a statement. */
  literal(value: SqlValue): string
}

/** A kind of operation of a project's own. */
export interface OperationDefinition<Args extends CustomArguments = CustomArguments> {
  readonly name: string
  /** The statements, by dialect. One that is not named refuses; `postgresql` speaks for `pglite` too. */
  readonly compile: Readonly<Record<string, (args: Args, sql: SqlWriter) => string | readonly string[]>>
  /** What it does, in a few words without a full stop. */
  readonly describe?: (args: Args) => string
  /** What undoes it; without one it cannot be reversed. */
  readonly reverse?: (args: Args) => Operation
  /** The call that makes it, for revision files; left out, `op.invoke(custom(…))`. */
  readonly render?: (args: Args) => string
  /** The schema after it, where it changes what the model knows. */
  readonly apply?: (args: Args, schema: Schema) => Schema
}

/** An operation of a kind that the project has registered. */
export interface Custom {
  readonly kind: 'custom'
  readonly name: string
  readonly args: CustomArguments
  readonly definition: OperationDefinition
}

const definitions = new Map<string, OperationDefinition>()

/**
 * Makes a kind of operation known, as do the `operations` of the configuration; one of the same name gives way.
 *
 * @example
 * export const grantSelect = registerOperation({
 *   name: "grantSelect",
 *   compile: { postgresql: ({ table, role }: { table: string; role: string }, sql) =>
 *     `GRANT SELECT ON ${sql.quote(table)} TO ${sql.quote(role)}` },
 * })
 */
export function registerOperation<Args extends CustomArguments>(
  definition: OperationDefinition<Args>,
): OperationDefinition<Args> {
  // What `custom` is given is checked where it is called, so the list need not know each one's arguments.
  definitions.set(definition.name, definition as unknown as OperationDefinition)
  return definition
}

/**
 * An operation of a kind that the project has registered.
 *
 * @example await op.invoke(custom("grantSelect", { table: "users", role: "reader" }))
 */
export function custom(name: string, args: CustomArguments = {}): Custom {
  const definition = definitions.get(name)
  if (definition !== undefined) return { kind: 'custom', name, args, definition }
  throw new RetortError('BAD_OPERATION', `No operation ${name} is registered.`, {
    hint: 'Put its definition into `operations` of retort.config.ts.',
  })
}
