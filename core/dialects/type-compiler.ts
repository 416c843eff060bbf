import type { ColumnType, ColumnTypeKind } from '../schema/column-type'

export type TypeOf<Kind extends ColumnTypeKind> = Extract<ColumnType, { kind: Kind }>

/** The SQL spelling of every type: one answer for each kind, so that a new kind asks every dialect. */
export type TypeCompiler = {
  readonly [Kind in ColumnTypeKind]: (type: TypeOf<Kind>) => string
}

export function compileType(compiler: TypeCompiler, type: ColumnType): string {
  const answer = compiler[type.kind] as (this: TypeCompiler, type: ColumnType) => string
  return answer.call(compiler, type)
}
