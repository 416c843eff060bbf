import type { Settings } from '../config/settings'
import type { Dialect } from '../dialects/dialect'
import { RetortError } from '../errors'
import type { Schema } from '../schema/schema'
import { modelFiles } from './model-files'
import { loadSqlModel } from './sql-model'
import { loadTypeScriptModel } from './typescript-model'

/** The wanted schema of a project, from its `model` files of either kind. Fails with `BAD_MODEL`. */
export async function loadModel(settings: Settings, dialect: Dialect, patterns = settings.model): Promise<Schema> {
  if (patterns.length === 0) {
    throw new RetortError('BAD_MODEL', 'The configuration names no model.', {
      hint: 'Set `model: "model.ts"` in retort.config.ts.',
    })
  }
  const files = modelFiles(patterns, settings.folder)
  const sql = files.filter(file => file.toLowerCase().endsWith('.sql'))
  const typescript = files.filter(file => !sql.includes(file))
  const fromTypeScript = await loadTypeScriptModel(typescript, settings.namingConvention)
  if (sql.length === 0) return fromTypeScript
  const fromSql = await loadSqlModel({
    files: sql,
    dialect,
    url: settings.url,
    scratch: settings.devUrl === null ? {} : { devUrl: settings.devUrl.text },
    inspect: { includeSchemas: settings.includeSchemas },
  })
  return {
    tables: [...fromTypeScript.tables, ...fromSql.tables],
    views: [...fromTypeScript.views, ...fromSql.views],
    enums: [...fromTypeScript.enums, ...fromSql.enums],
  }
}
