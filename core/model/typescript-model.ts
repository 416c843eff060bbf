import path from 'node:path'
import type { NamingConvention } from '../config/config'
import { RetortError } from '../errors'
import type { ColumnBuilder } from '../schema/build/column-builder'
import type { EnumType, Schema, View } from '../schema/schema'
import type { Table } from '../schema/table'
import { qualified } from '../schema/table-name'
import { importModule, newGeneration, type LoadOptions } from '../script/module-loader'
import { checkReferences } from './check-references'
import { named } from './naming-convention'

/** Where a table of a model was exported, for messages. */
interface Found<T> {
  readonly value: T
  readonly place: string
}

/** Every table, view and enum type that the files export. Fails with `BAD_MODEL`. */
export async function loadTypeScriptModel(files: readonly string[], convention: NamingConvention): Promise<Schema> {
  const load = { code: 'BAD_MODEL', ...(files.length > 1 && { generation: newGeneration() }) } as const
  const exports = distinct((await Promise.all(files.map(file => exportsOf(file, load)))).flat())
  const tables = exports.filter((found): found is Found<Table> => kindOf(found.value) === 'table')
  const views = exports.filter((found): found is Found<View> => kindOf(found.value) === 'view')
  const columns = exports.filter((found): found is Found<ColumnBuilder> => kindOf(found.value) === 'column')
  refuseDuplicates([...tables, ...views])
  const schema: Schema = {
    tables: tables.map(({ value }) => named(value, convention)),
    views: views.map(({ value }) => value),
    enums: enumsOf(columns),
  }
  checkReferences(schema, new Map(tables.map(({ value, place }) => [qualified(value.name), place])))
  return schema
}

async function exportsOf(file: string, load: LoadOptions): Promise<readonly Found<unknown>[]> {
  const module = await importModule<Record<string, unknown>>(file, load)
  return Object.entries(module).map(([name, value]) => ({ value, place: `${path.basename(file)}: ${name}` }))
}

/** What is exported under several names, or passed on by another file, counts once. */
function distinct(found: readonly Found<unknown>[]): readonly Found<unknown>[] {
  const byValue = new Map<unknown, Found<unknown>>()
  for (const each of found) if (!byValue.has(each.value)) byValue.set(each.value, each)
  return [...byValue.values()]
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined

function refuseDuplicates(found: readonly Found<Table | View>[]): void {
  const places = new Map<string, Found<Table | View>>()
  for (const each of found) {
    const name = qualified(each.value.name)
    const before = places.get(name)
    if (before) throw declaredTwice(name, before.place, each.place)
    places.set(name, each)
  }
}

const declaredTwice = (name: string, first: string, second: string): RetortError =>
  new RetortError('BAD_MODEL', `${name} is declared twice: ${first} and ${second}.`, {
    hint: 'Remove one of them, or rename one.',
  })

/** One enum type for each name; columns of one type may be exported several times. */
function enumsOf(columns: readonly Found<ColumnBuilder>[]): readonly EnumType[] {
  const enums = new Map<string, Found<EnumType>>()
  for (const { value, place } of columns) {
    if (value.spec.type.kind !== 'enum') continue
    const { name, schema, values } = value.spec.type
    const key = qualified({ name, schema })
    const before = enums.get(key)
    if (before && before.value.values.join('\0') !== values.join('\0')) throw declaredTwice(key, before.place, place)
    enums.set(key, { value: { kind: 'enumType', name, schema, values }, place })
  }
  return [...enums.values()].map(found => found.value)
}
