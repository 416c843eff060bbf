import { decide } from '../autogenerate/decide'
import { compareSchemas } from '../autogenerate/compare/compare-schemas'
import type { CompareOptions } from '../autogenerate/compare/comparison'
import { loadModel } from '../model/load-model'
import type { Operation } from '../operations/operation'
import type { Schema } from '../schema/schema'
import { tableName } from '../schema/table-name'
import type { Project } from './open-project'

export interface ModelComparison {
  /** What turns the database into what the model wants, in an order that runs. */
  readonly operations: readonly Operation[]
  readonly wanted: Schema
  readonly found: Schema
}

/** Compares the model with the database as it is. */
export const compareModel = (project: Project): Promise<ModelComparison> =>
  project.keepingOpen(() => comparisonOf(project))

async function comparisonOf(project: Project): Promise<ModelComparison> {
  const { dialect, settings } = project
  const wanted = await loadModel(settings, dialect)
  const found = await project.reading(connection =>
    dialect.inspect(connection, { includeSchemas: settings.includeSchemas }),
  )
  return { operations: await operationsBetween(project, wanted, found), wanted, found }
}

/** The operations that turn `found` into `wanted`, by the rules of the project. */
export async function operationsBetween(
  project: Project,
  wanted: Schema,
  found: Schema,
): Promise<readonly Operation[]> {
  const { dialect, settings } = project
  const options = compareOptionsOf(project)
  const comparison = compareSchemas(wanted, found, dialect.comparison, options)
  if (comparison.undecided.length === 0) return comparison.operations
  const scratch = await dialect.openScratch(
    settings.url,
    settings.devUrl === null ? {} : { devUrl: settings.devUrl.text },
  )
  try {
    return (await decide(comparison, { wanted, found, dialect, options }, scratch)).operations
  } finally {
    await scratch.close()
  }
}

function compareOptionsOf({ settings, rendersAsBatch }: Project): Partial<CompareOptions> {
  return {
    compareType: settings.compareType,
    compareServerDefault: settings.compareServerDefault,
    versionTable: tableName(settings.versionTable, settings.versionTableSchema),
    rendersAsBatch,
    ...(settings.includeObject === null ? {} : { includeObject: settings.includeObject }),
    ...(settings.includeName === null ? {} : { includeName: settings.includeName }),
  }
}
