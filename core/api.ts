/** What `import … from "retort"` gives to a user's configuration, model and revision files. */
export { defineConfig } from './config/config'
export type { Config, ConfigFunction } from './config/config'
export type { BatchOperations } from './operations/batch-operations'
export { custom, registerOperation } from './operations/custom'
export type { CustomArguments, OperationDefinition, SqlWriter } from './operations/custom'
export type { Op } from './operations/op'
export { check, foreignKey, index, primaryKey, unique } from './schema/build/constraint-builder'
export { table, view } from './schema/build/table-builder'
export {
  array,
  bigInteger,
  binary,
  boolean,
  date,
  dateTime,
  double,
  enumType,
  float,
  integer,
  interval,
  json,
  jsonb,
  numeric,
  rawType,
  smallInteger,
  string,
  text,
  time,
  uuid,
} from './schema/build/types'
export { sql } from './schema/sql-expression'
export type { SqlExpression, SqlValue } from './schema/sql-expression'
