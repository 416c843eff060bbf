import path from 'node:path'
import type { NamingConvention } from '../config/config'
import { RetortError } from '../errors'
import type { ColumnBuilder } from '../schema/build/column-builder'
import type { EnumType, Schema, View } from '../schema/schema'
import type { Table } from '../schema/table'
import { qualified } from '../schema/table-name'
import { importModule } from '../script/module-loader'
import { checkReferences } from './check-references'
import { named } from './naming-convention'

/** Where a table of a model was exported, for messages. */
interface Found<T> {
  readonly value: T
  readonly place: string
}

/** Every table, view and enum type that the files export. Fails with `BAD_MODEL`. */
export async function loadTypeScriptModel(files: readonly string[], convention: NamingConvention): Promise<Schema> {
  const exports = (await Promise.all(files.map(exportsOf))).flat()
  const tables = exports.filter((found): found is Found<Table> => kindOf(found.value) === 'table')
  const views = exports.filter((found): found is Found<View> => kindOf(found.value) === 'view')
  const columns = exports.filter((found): found is Found<ColumnBuilder> => kindOf(found.value) === 'column')
  refuseDuplicates([...tables, ...views])
  const schema: Schema = {
    tables: tables.map(({ value }) => named(value, convention)),
    views: views.map(({ value }) => value),
    enums: columns.flatMap(({ value }) => enumOf(value)),
  }
  checkReferences(schema, new Map(tables.map(({ value, place }) => [qualified(value.name), place])))
  return schema
}

async function exportsOf(file: string): Promise<readonly Found<unknown>[]> {
  const module = await importModule<Record<string, unknown>>(file, { code: 'BAD_MODEL' })
  return Object.entries(module).map(([name, value]) => ({ value, place: `${path.basename(file)}: ${name}` }))
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined

function refuseDuplicates(found: readonly Found<Table | View>[]): void {
  const places = new Map<string, Found<Table | View>>()
  for (const each of found) {
    const name = qualified(each.value.name)
    const before = places.get(name)
    if (before && before.value !== each.value) {
      throw new RetortError('BAD_MODEL', `${name} is declared twice: ${before.place} and ${each.place}.`, {
        hint: 'Remove one of them, or rename one.',
      })
    }
    places.set(name, each)
  }
}

function enumOf({ spec }: ColumnBuilder): readonly EnumType[] {
  if (spec.type.kind !== 'enum') return []
  const { name, schema, values } = spec.type
  return [{ kind: 'enumType', name, schema, values }]
}
