import { z } from 'zod'

const words = z.union([z.string(), z.array(z.string())], 'must be a path or a list of paths')
const hook = z.custom<(...args: never[]) => unknown>(value => typeof value === 'function', 'must be a function')

const definition = z.custom<object>(
  value => typeof value === 'object' && value !== null && 'name' in value && 'compile' in value,
  'must be made by registerOperation',
)

const base = z.strictObject({
  url: z.string().optional(),
  model: words.optional(),
  devUrl: z.string().optional(),
  scriptLocation: z.string().optional(),
  versionLocations: z.array(z.string()).min(1, 'must name a folder').optional(),
  recursiveVersionLocations: z.boolean().optional(),
  fileTemplate: z.string().min(1).optional(),
  truncateSlugLength: z.int().positive().optional(),
  timezone: z.string().optional(),
  versionTable: z.string().min(1).optional(),
  versionTableSchema: z.string().optional(),
  transactionPerMigration: z.boolean().optional(),
  compareType: z.union([z.boolean(), hook]).optional(),
  compareServerDefault: z.union([z.boolean(), hook]).optional(),
  includeSchemas: z.boolean().optional(),
  renderAsBatch: z.boolean().optional(),
  includeObject: hook.optional(),
  includeName: hook.optional(),
  processRevisionDirectives: hook.optional(),
  onVersionApply: hook.optional(),
  postWriteHooks: z.array(z.strictObject({ name: z.string(), command: z.string() })).optional(),
  namingConvention: z
    .strictObject({
      index: z.string().optional(),
      unique: z.string().optional(),
      check: z.string().optional(),
      foreignKey: z.string().optional(),
      primaryKey: z.string().optional(),
    })
    .optional(),
  backup: z
    .strictObject({
      before: z.enum(['upgrade-and-downgrade', 'never']).optional(),
      directory: z.string().optional(),
      keep: z.int().positive().optional(),
    })
    .optional(),
  operations: z.array(definition).optional(),
  sqlite: z.strictObject({ foreignKeys: z.boolean().optional() }).optional(),
})

/** The form of a configuration. Unknown keys are refused: a misspelt one must not be passed over in silence. */
export const configSchema = base.extend({ databases: z.record(z.string(), base).optional() })

/** The keys that are known at a place in a configuration: at its top, under `backup`, under `databases.analytics`. */
export function keysAt(place: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = configSchema
  for (const key of place) {
    const outer = unwrapped(schema)
    if (outer instanceof z.ZodObject) schema = outer.shape[String(key)]
    else if (outer instanceof z.ZodRecord) schema = outer.valueType
    else if (outer instanceof z.ZodArray) schema = outer.element
  }
  const found = unwrapped(schema)
  return found instanceof z.ZodObject ? Object.keys(found.shape) : []
}

const unwrapped = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema)

export const CONFIG_KEYS: readonly string[] = Object.keys(configSchema.shape)
