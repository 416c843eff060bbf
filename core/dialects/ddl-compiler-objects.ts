import type { AddEnumValue } from '../operations/add-enum-value'
import type { AlterEnum } from '../operations/alter-enum'
import type { AlterSequence } from '../operations/alter-sequence'
import type { AttachPartition } from '../operations/attach-partition'
import type { CommentOn } from '../operations/comment-on'
import type { CreateDomain } from '../operations/create-domain'
import type { CreateEnum } from '../operations/create-enum'
import type { CreateExcludeConstraint } from '../operations/create-exclude-constraint'
import type { CreateExtension } from '../operations/create-extension'
import type { CreateFunction } from '../operations/create-function'
import type { CreateMaterializedView } from '../operations/create-materialized-view'
import type { CreatePartition } from '../operations/create-partition'
import type { CreatePolicy } from '../operations/create-policy'
import type { CreateSchema } from '../operations/create-schema'
import type { CreateSequence } from '../operations/create-sequence'
import type { CreateTrigger } from '../operations/create-trigger'
import type { CreateView, ViewDefinition } from '../operations/create-view'
import type { DetachPartition } from '../operations/detach-partition'
import type { DisableRowSecurity } from '../operations/disable-row-security'
import type { DropDomain } from '../operations/drop-domain'
import type { DropEnum } from '../operations/drop-enum'
import type { DropExtension } from '../operations/drop-extension'
import type { DropFunction } from '../operations/drop-function'
import type { DropMaterializedView } from '../operations/drop-materialized-view'
import type { DropPolicy } from '../operations/drop-policy'
import type { DropSchema } from '../operations/drop-schema'
import type { DropSequence } from '../operations/drop-sequence'
import type { DropTrigger } from '../operations/drop-trigger'
import type { DropView } from '../operations/drop-view'
import type { EnableRowSecurity } from '../operations/enable-row-security'
import type { RefreshMaterializedView } from '../operations/refresh-materialized-view'
import type { RenameEnumValue } from '../operations/rename-enum-value'
import type { ReplaceFunction } from '../operations/replace-function'
import type { ReplaceView } from '../operations/replace-view'
import type { SetTableOptions } from '../operations/set-table-options'
import { DdlText } from './ddl-text'
import { statement, type Statement } from './statement'

/** What is done to things beside tables. Views are standard; the rest is refused by a dialect that does not say otherwise. */
export abstract class DdlObjectCompiler extends DdlText {
  createView({ view, ifNotExists, ...definition }: CreateView): readonly Statement[] {
    const guard = ifNotExists ? this.viewGuard() : ''
    return [statement(`CREATE VIEW ${guard}${this.table(view)}${this.viewBody(definition)}`)]
  }

  dropView({ view, ifExists, cascade }: DropView): readonly Statement[] {
    return [statement(`DROP VIEW ${ifExists ? 'IF EXISTS ' : ''}${this.table(view)}${this.cascade(cascade)}`)]
  }

  replaceView({ view, ...definition }: ReplaceView): readonly Statement[] {
    return [statement(`CREATE OR REPLACE VIEW ${this.table(view)}${this.viewBody(definition)}`)]
  }

  createMaterializedView(_operation: CreateMaterializedView): readonly Statement[] {
    return this.refuseMaterialized()
  }

  refreshMaterializedView(_operation: RefreshMaterializedView): readonly Statement[] {
    return this.refuseMaterialized()
  }

  dropMaterializedView(_operation: DropMaterializedView): readonly Statement[] {
    return this.refuseMaterialized()
  }

  createExcludeConstraint(_operation: CreateExcludeConstraint): readonly Statement[] {
    return this.refuse('exclude constraints', 'Keep rows apart by a unique index, or by a trigger.')
  }

  commentOn(_operation: CommentOn): readonly Statement[] {
    return this.refuseComments()
  }

  createEnum(_operation: CreateEnum): readonly Statement[] {
    return this.refuseEnums()
  }

  dropEnum(_operation: DropEnum): readonly Statement[] {
    return this.refuseEnums()
  }

  addEnumValue(_operation: AddEnumValue): readonly Statement[] {
    return this.refuseEnums()
  }

  renameEnumValue(_operation: RenameEnumValue): readonly Statement[] {
    return this.refuseEnums()
  }

  alterEnum(_operation: AlterEnum): readonly Statement[] {
    return this.refuseEnums()
  }

  createSequence(_operation: CreateSequence): readonly Statement[] {
    return this.refuseSequences()
  }

  alterSequence(_operation: AlterSequence): readonly Statement[] {
    return this.refuseSequences()
  }

  dropSequence(_operation: DropSequence): readonly Statement[] {
    return this.refuseSequences()
  }

  createDomain(_operation: CreateDomain): readonly Statement[] {
    return this.refuseDomains()
  }

  dropDomain(_operation: DropDomain): readonly Statement[] {
    return this.refuseDomains()
  }

  createExtension(_operation: CreateExtension): readonly Statement[] {
    return this.refuseExtensions()
  }

  dropExtension(_operation: DropExtension): readonly Statement[] {
    return this.refuseExtensions()
  }

  createSchema(_operation: CreateSchema): readonly Statement[] {
    return this.refuseSchemas()
  }

  dropSchema(_operation: DropSchema): readonly Statement[] {
    return this.refuseSchemas()
  }

  createFunction(_operation: CreateFunction): readonly Statement[] {
    return this.refuseFunctions()
  }

  replaceFunction(_operation: ReplaceFunction): readonly Statement[] {
    return this.refuseFunctions()
  }

  dropFunction(_operation: DropFunction): readonly Statement[] {
    return this.refuseFunctions()
  }

  abstract createTrigger(operation: CreateTrigger): readonly Statement[]

  abstract dropTrigger(operation: DropTrigger): readonly Statement[]

  abstract setTableOptions(operation: SetTableOptions): readonly Statement[]

  createPolicy(_operation: CreatePolicy): readonly Statement[] {
    return this.refusePolicies()
  }

  dropPolicy(_operation: DropPolicy): readonly Statement[] {
    return this.refusePolicies()
  }

  enableRowSecurity(_operation: EnableRowSecurity): readonly Statement[] {
    return this.refusePolicies()
  }

  disableRowSecurity(_operation: DisableRowSecurity): readonly Statement[] {
    return this.refusePolicies()
  }

  createPartition(_operation: CreatePartition): readonly Statement[] {
    return this.refusePartitions()
  }

  attachPartition(_operation: AttachPartition): readonly Statement[] {
    return this.refusePartitions()
  }

  detachPartition(_operation: DetachPartition): readonly Statement[] {
    return this.refusePartitions()
  }

  /** What stands behind the name of a view. */
  protected viewBody({ sql, columns, checkOption, ...security }: ViewDefinition): string {
    const names = columns.length === 0 ? '' : ` (${this.quoteAll(columns)})`
    const check = checkOption === null ? '' : ` ${this.checkOption(checkOption)}`
    return `${names}${this.viewSecurity(security)} AS ${sql}${check}`
  }

  protected viewGuard(): string {
    return this.refuse('IF NOT EXISTS for views', 'Use replaceView, or leave the option out.')
  }

  protected checkOption(_option: NonNullable<ViewDefinition['checkOption']>): string {
    return this.refuse('CHECK OPTION of views', 'Leave the option out, or check in an INSTEAD OF trigger.')
  }

  protected viewSecurity({
    securityInvoker,
    securityBarrier,
  }: Pick<ViewDefinition, 'securityInvoker' | 'securityBarrier'>): string {
    return securityInvoker || securityBarrier ? this.refuse('security options of views', 'Leave the options out.') : ''
  }

  protected refuseComments(): never {
    return this.refuse('comments on tables and columns', 'Keep the comment in the model, and leave this operation out.')
  }

  private refuseEnums(): never {
    return this.refuse(
      'enum types',
      'Give the column an enumType, which is text with a CHECK here; alterColumn changes its values.',
    )
  }

  private refuseSequences(): never {
    return this.refuse('sequences', 'Let an integer primary key count, or keep the next number in a table.')
  }

  private refuseDomains(): never {
    return this.refuse('domains', 'Give the columns the type, and a CHECK each.')
  }

  private refuseExtensions(): never {
    return this.refuse('extensions in a database', 'Leave it out: they belong to the program that opens the database.')
  }

  private refuseSchemas(): never {
    return this.refuse(
      'schemas that could be created',
      'A schema is a file that is attached; begin names with a word of their own.',
    )
  }

  private refuseFunctions(): never {
    return this.refuse('functions in a database', 'Leave it out: they belong to the program that opens the database.')
  }

  protected refuseStorage(): never {
    return this.refuse('UNLOGGED, tablespaces, storage parameters or partitions', 'Leave the options out.')
  }

  private refusePolicies(): never {
    return this.refuse('row security', 'Filter the rows in a view, or in the program.')
  }

  private refusePartitions(): never {
    return this.refuse('partitions', 'Keep the rows in one table, with an index on what you search by.')
  }

  private refuseMaterialized(): never {
    return this.refuse('materialized views', 'Create a table and fill it with op.execute, or use a plain view.')
  }
}
