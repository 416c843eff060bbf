import type { AddColumn } from './add-column'
import type { AddEnumValue } from './add-enum-value'
import type { AlterColumn } from './alter-column'
import type { AlterEnum } from './alter-enum'
import type { AlterSequence } from './alter-sequence'
import type { AttachPartition } from './attach-partition'
import type { BatchAlterTable } from './batch-alter-table'
import type { BulkInsert } from './bulk-insert'
import type { CommentOn } from './comment-on'
import type { CreateCheckConstraint } from './create-check-constraint'
import type { CreateDomain } from './create-domain'
import type { CreateEnum } from './create-enum'
import type { CreateExcludeConstraint } from './create-exclude-constraint'
import type { CreateExtension } from './create-extension'
import type { CreateForeignKey } from './create-foreign-key'
import type { CreateFunction } from './create-function'
import type { CreateIndex } from './create-index'
import type { CreateMaterializedView } from './create-materialized-view'
import type { CreatePartition } from './create-partition'
import type { CreatePolicy } from './create-policy'
import type { CreatePrimaryKey } from './create-primary-key'
import type { CreateSchema } from './create-schema'
import type { CreateSequence } from './create-sequence'
import type { CreateTable } from './create-table'
import type { CreateTableComment } from './create-table-comment'
import type { CreateTrigger } from './create-trigger'
import type { CreateUniqueConstraint } from './create-unique-constraint'
import type { CreateView } from './create-view'
import type { Custom } from './custom'
import type { DetachPartition } from './detach-partition'
import type { DisableRowSecurity } from './disable-row-security'
import type { DropColumn } from './drop-column'
import type { DropConstraint } from './drop-constraint'
import type { DropDomain } from './drop-domain'
import type { DropEnum } from './drop-enum'
import type { DropExtension } from './drop-extension'
import type { DropFunction } from './drop-function'
import type { DropIndex } from './drop-index'
import type { DropMaterializedView } from './drop-materialized-view'
import type { DropPolicy } from './drop-policy'
import type { DropSchema } from './drop-schema'
import type { DropSequence } from './drop-sequence'
import type { DropTable } from './drop-table'
import type { DropTableComment } from './drop-table-comment'
import type { DropTrigger } from './drop-trigger'
import type { DropView } from './drop-view'
import type { EnableRowSecurity } from './enable-row-security'
import type { Execute } from './execute'
import type { Query } from './query'
import type { RefreshMaterializedView } from './refresh-materialized-view'
import type { RenameConstraint } from './rename-constraint'
import type { RenameEnumValue } from './rename-enum-value'
import type { RenameIndex } from './rename-index'
import type { RenameTable } from './rename-table'
import type { ReplaceFunction } from './replace-function'
import type { ReplaceView } from './replace-view'
import type { SetTableOptions } from './set-table-options'
import type { ValidateConstraint } from './validate-constraint'

/** Every operation there is. Adding a member here makes each station fail to compile until it answers. */
export type Operation =
  | AddColumn
  | AddEnumValue
  | AlterColumn
  | AlterEnum
  | AlterSequence
  | AttachPartition
  | BatchAlterTable
  | BulkInsert
  | CommentOn
  | CreateCheckConstraint
  | CreateDomain
  | CreateEnum
  | CreateExcludeConstraint
  | CreateExtension
  | CreateForeignKey
  | CreateFunction
  | CreateIndex
  | CreateMaterializedView
  | CreatePartition
  | CreatePolicy
  | CreatePrimaryKey
  | CreateSchema
  | CreateSequence
  | CreateTable
  | CreateTableComment
  | CreateTrigger
  | CreateUniqueConstraint
  | CreateView
  | Custom
  | DetachPartition
  | DisableRowSecurity
  | DropColumn
  | DropConstraint
  | DropDomain
  | DropEnum
  | DropExtension
  | DropFunction
  | DropIndex
  | DropMaterializedView
  | DropPolicy
  | DropSchema
  | DropSequence
  | DropTable
  | DropTableComment
  | DropTrigger
  | DropView
  | EnableRowSecurity
  | Execute
  | Query
  | RefreshMaterializedView
  | RenameConstraint
  | RenameEnumValue
  | RenameIndex
  | RenameTable
  | ReplaceFunction
  | ReplaceView
  | SetTableOptions
  | ValidateConstraint

export type OperationKind = Operation['kind']
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { kind: Kind }>

/** A station: one answer for every kind of operation. */
export type Station<Result, Extra extends readonly unknown[] = []> = {
  readonly [Kind in OperationKind]: (operation: OperationOf<Kind>, ...extra: Extra) => Result
}

/** Forces a station to mention every field, so that a new option cannot be dropped in silence. */
export type EveryField<Op extends Operation> = Record<Exclude<keyof Op, 'kind'>, unknown>

/** The same for what is left of an operation after taking its fields out: compiles only where nothing is. */
export function everyFieldTaken<Rest extends object>(
  _rest: Rest & ([Exclude<keyof Rest, 'kind'>] extends [never] ? unknown : never),
): void {}

/** Sends an operation to its answer. The cast lives here so that it lives nowhere else. */
export function visit<Result, Extra extends readonly unknown[]>(
  station: Station<Result, Extra>,
  operation: Operation,
  ...extra: Extra
): Result {
  const answer = station[operation.kind] as (this: typeof station, op: Operation, ...rest: Extra) => Result
  return answer.call(station, operation, ...extra)
}
