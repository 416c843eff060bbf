export interface CreateExtension {
  readonly kind: 'createExtension'
  readonly name: string
  /** The schema its objects are put in. */
  readonly schema: string | null
  readonly version: string | null
  /** Whether the extensions that it needs are installed with it. */
  readonly cascade: boolean
  readonly ifNotExists: boolean
}

export interface CreateExtensionOptions {
  readonly schema?: string
  readonly version?: string
  readonly cascade?: boolean
  readonly ifNotExists?: boolean
}

export function createExtension(name: string, options: CreateExtensionOptions = {}): CreateExtension {
  return {
    kind: 'createExtension',
    name,
    schema: options.schema ?? null,
    version: options.version ?? null,
    cascade: options.cascade ?? false,
    ifNotExists: options.ifNotExists ?? false,
  }
}
