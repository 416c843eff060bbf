import type { ColumnsDiffer, IncludeName, IncludeObject } from '../autogenerate/compare/hooks'
import type { OperationDefinition } from '../operations/custom'
import type { Operation } from '../operations/operation'

/** A program run on every new revision file; `{file}` in the command is the file's path. */
export interface PostWriteHook {
  readonly name: string
  readonly command: string
}

/** Names for what has none: `{table}`, `{columns}`, `{referred}`, `{name}` are filled in. */
export interface NamingConvention {
  readonly index?: string
  readonly unique?: string
  readonly check?: string
  readonly foreignKey?: string
  readonly primaryKey?: string
}

/** One step of a run, as `onVersionApply` is told of it. */
export interface AppliedStep {
  readonly revision: string
  readonly message: string
  readonly direction: 'upgrade' | 'downgrade'
}

/** What `processRevisionDirectives` may change before a revision is written. */
export interface RevisionDirective {
  message: string
  upgrade: Operation[]
  downgrade: Operation[]
}

/** The settings of a project, as `retort.config.ts` gives them. Every key may be omitted. */
export interface Config {
  /** The database: `sqlite:app.db`, `postgresql://…`, `pglite:folder`. */
  url?: string
  /** A path, a pattern or a list of them; `.ts` or `.sql`. */
  model?: string | readonly string[]
  /** A database for scratch work where the connected server allows none. */
  devUrl?: string | undefined
  scriptLocation?: string
  versionLocations?: readonly string[]
  recursiveVersionLocations?: boolean
  /** Tokens: rev slug epoch year month day hour minute second. */
  fileTemplate?: string
  truncateSlugLength?: number
  /** An IANA name; omitted is local time. */
  timezone?: string
  versionTable?: string
  versionTableSchema?: string | undefined
  /** PostgreSQL: a transaction for each revision instead of one for the run. */
  transactionPerMigration?: boolean
  compareType?: boolean | ColumnsDiffer
  compareServerDefault?: boolean | ColumnsDiffer
  includeSchemas?: boolean
  renderAsBatch?: boolean | undefined
  includeObject?: IncludeObject
  includeName?: IncludeName
  processRevisionDirectives?(context: unknown, revision: readonly string[], directives: RevisionDirective[]): void
  onVersionApply?(step: AppliedStep): void | Promise<void>
  postWriteHooks?: readonly PostWriteHook[]
  namingConvention?: NamingConvention
  backup?: { before?: 'upgrade-and-downgrade' | 'never'; directory?: string; keep?: number }
  sqlite?: { foreignKeys?: boolean }
  /** Kinds of operation of the project's own, made by `registerOperation`. */
  operations?: readonly OperationDefinition<never>[]
  /** Several databases; `-n` picks one, whose keys override the ones above. */
  databases?: Readonly<Record<string, Omit<Config, 'databases'>>>
}

/** What a configuration function is given. */
export interface ConfigArguments {
  /** The `-x KEY=VALUE` arguments. */
  readonly x: Readonly<Record<string, string>>
  /** The `-n` argument, null without one. */
  readonly name: string | null
  /** The `--tag` argument, null without one. */
  readonly tag: string | null
}

export type ConfigFunction = (args: ConfigArguments) => Config | Promise<Config>

/**
 * The settings of a project, typed.
 *
 * @example export default defineConfig({ url: "sqlite:app.db", model: "model.ts" })
 */
export const defineConfig = <C extends Config | ConfigFunction>(config: C): C => config
