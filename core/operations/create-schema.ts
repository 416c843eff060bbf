export interface CreateSchema {
  readonly kind: 'createSchema'
  readonly name: string
  /** The role that owns it; null is the one that is connected. */
  readonly authorization: string | null
  readonly ifNotExists: boolean
}

export interface CreateSchemaOptions {
  readonly authorization?: string
  readonly ifNotExists?: boolean
}

export function createSchema(name: string, options: CreateSchemaOptions = {}): CreateSchema {
  return {
    kind: 'createSchema',
    name,
    authorization: options.authorization ?? null,
    ifNotExists: options.ifNotExists ?? false,
  }
}
