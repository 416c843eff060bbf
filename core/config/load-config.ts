import path from 'node:path'
import { RetortError } from '../errors'
import { registerOperation } from '../operations/custom'
import { importDefault } from '../script/module-loader'
import type { Config, ConfigFunction } from './config'
import { configSchema, keysAt } from './config-schema'
import { parseDatabaseUrl } from './database-url'
import { loadEnvironment } from './environment-file'
import { nearest } from './nearest'
import { projectHook } from './project-hook'
import type { Settings } from './settings'

export const CONFIG_FILE = 'retort.config.ts'

export interface ConfigRequest {
  readonly cwd: string
  /** Default: `retort.config.ts` in `cwd`. */
  readonly configFile?: string
  /** One of the keys under `databases`. */
  readonly name?: string
  /** The `-x` arguments. */
  readonly x: Readonly<Record<string, string>>
  /** The `--tag` argument. */
  readonly tag?: string
  /** Another database than the configured one. */
  readonly url?: string
}

/** Reads a project's configuration and resolves every default. Fails with `PROJECT_NOT_FOUND`, `BAD_CONFIG` or `BAD_URL`. */
export async function loadConfig(request: ConfigRequest): Promise<Settings> {
  const file = path.resolve(request.cwd, request.configFile ?? CONFIG_FILE)
  const folder = path.dirname(file)
  const exported = await importDefault<Config | ConfigFunction>(file, {
    code: 'BAD_CONFIG',
    surroundings: loadEnvironment(folder),
    missing: missingProject(file),
  })
  const given = typeof exported === 'function' ? await called(exported, request, file) : exported
  const config = validated(given, file)
  return resolved(withDatabase(config, request.name ?? null, file), request, file)
}

const missingProject = (file: string): RetortError =>
  new RetortError('PROJECT_NOT_FOUND', `There is no ${path.basename(file)} in ${path.dirname(file)}.`, {
    hint: 'Start a project with `retort init DIR`, or name its configuration with -c FILE.',
    path: file,
  })

async function called(make: ConfigFunction, { x, name, tag }: ConfigRequest, file: string): Promise<Config> {
  try {
    return await make({ x, name: name ?? null, tag: tag ?? null })
  } catch (error) {
    throw new RetortError(
      'BAD_CONFIG',
      `${path.basename(file)} threw: ${error instanceof Error ? error.message : String(error)}`,
      {
        path: file,
        cause: error,
        hint: 'Correct the configuration function.',
      },
    )
  }
}

function validated(config: unknown, file: string): Config {
  const result = configSchema.safeParse(config)
  if (result.success) {
    const known = config as Config
    known.operations?.forEach(registerOperation)
    return known
  }
  const [issue] = result.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const key = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.')
  const what = unknown === undefined ? complaint(issue?.message ?? '') : 'is no setting'
  const near = unknown === undefined ? null : nearest(unknown, keysAt(issue?.path ?? []))
  throw new RetortError(
    'BAD_CONFIG',
    `${path.basename(file)}: ${key === '' ? 'the default export' : `"${key}"`} ${what}.`,
    {
      path: file,
      hint: near === null ? 'Correct the setting.' : `Did you mean "${near}"?`,
    },
  )
}

const complaint = (message: string): string =>
  message.startsWith('must ') ? message : `is wrong: ${message.replace(/^(Invalid (input|option)|Too small): /, '')}`

function withDatabase(
  { databases = {}, ...config }: Config,
  name: string | null,
  file: string,
): Config & { names: readonly string[] } {
  const names = Object.keys(databases)
  if (name === null) return { ...config, names }
  const chosen = databases[name]
  if (chosen) return { ...config, ...chosen, names }
  const known =
    names.length === 0 ? 'none is configured' : `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`
  throw new RetortError('BAD_CONFIG', `${path.basename(file)} has no database named "${name}": ${known}.`, {
    path: file,
    hint: 'Add it under `databases`, or leave -n out.',
  })
}

function resolved(config: Config & { names: readonly string[] }, request: ConfigRequest, file: string): Settings {
  const folder = path.dirname(file)
  const absolute = (text: string): string => path.resolve(folder, text)
  const url = request.url ?? config.url
  if (url === undefined) {
    throw new RetortError('BAD_CONFIG', `${path.basename(file)} names no database.`, {
      path: file,
      hint: 'Set `url`, for example "sqlite:app.db".',
    })
  }
  const hook = projectHook(file)
  const scriptLocation = absolute(config.scriptLocation ?? 'migrations')
  const models = config.model === undefined ? [] : typeof config.model === 'string' ? [config.model] : config.model
  return {
    folder,
    configFile: file,
    databaseName: request.name ?? null,
    databaseNames: config.names,
    url: parseDatabaseUrl(url, request.url === undefined ? folder : request.cwd),
    model: models.map(absolute),
    devUrl: config.devUrl === undefined ? null : parseDatabaseUrl(config.devUrl, folder),
    scriptLocation,
    versionLocations: config.versionLocations?.map(absolute) ?? [path.join(scriptLocation, 'versions')],
    recursiveVersionLocations: config.recursiveVersionLocations ?? false,
    fileTemplate: config.fileTemplate ?? '{rev}_{slug}',
    truncateSlugLength: config.truncateSlugLength ?? 40,
    timezone: knownTimezone(config.timezone, file),
    versionTable: config.versionTable ?? 'alembic_version',
    versionTableSchema: config.versionTableSchema ?? null,
    transactionPerMigration: config.transactionPerMigration ?? false,
    compareType: hook('compareType', config.compareType ?? true),
    compareServerDefault: hook('compareServerDefault', config.compareServerDefault ?? true),
    includeSchemas: config.includeSchemas ?? false,
    renderAsBatch: config.renderAsBatch ?? null,
    includeObject: hook('includeObject', config.includeObject ?? null),
    includeName: hook('includeName', config.includeName ?? null),
    processRevisionDirectives: config.processRevisionDirectives ?? null,
    onVersionApply: config.onVersionApply ?? null,
    postWriteHooks: config.postWriteHooks ?? [],
    namingConvention: config.namingConvention ?? {},
    backup: {
      before: config.backup?.before ?? 'upgrade-and-downgrade',
      directory: absolute(config.backup?.directory ?? 'backups'),
      keep: config.backup?.keep ?? 10,
    },
    foreignKeys: config.sqlite?.foreignKeys ?? true,
  }
}

function knownTimezone(timezone: string | undefined, file: string): string | null {
  if (timezone === undefined) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone
  } catch {
    throw new RetortError('BAD_CONFIG', `${path.basename(file)}: "${timezone}" is no time zone.`, {
      path: file,
      hint: 'Use an IANA name such as "Europe/Berlin", or "UTC".',
    })
  }
}
