/** A table's address. `schema: null` means the connection's default schema. */
export interface TableName {
  readonly schema: string | null
  readonly name: string
}

export function tableName(name: string, schema?: string | null): TableName {
  return { schema: schema ?? null, name }
}

/** The address as one string, for messages and for use as a key: `users`, `crm.users`. */
export function qualified({ schema, name }: TableName): string {
  return schema === null ? name : `${schema}.${name}`
}

export const sameTable = (a: TableName, b: TableName): boolean => a.name === b.name && a.schema === b.schema
