import type { AddEnumValue } from '../operations/add-enum-value'
import type { AlterEnum } from '../operations/alter-enum'
import type { CommentOn } from '../operations/comment-on'
import type { CreateEnum } from '../operations/create-enum'
import type { CreateExcludeConstraint } from '../operations/create-exclude-constraint'
import type { CreateMaterializedView } from '../operations/create-materialized-view'
import type { CreateView, ViewDefinition } from '../operations/create-view'
import type { DropEnum } from '../operations/drop-enum'
import type { DropMaterializedView } from '../operations/drop-materialized-view'
import type { DropView } from '../operations/drop-view'
import type { RefreshMaterializedView } from '../operations/refresh-materialized-view'
import type { RenameEnumValue } from '../operations/rename-enum-value'
import type { ReplaceView } from '../operations/replace-view'
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

  private refuseMaterialized(): never {
    return this.refuse('materialized views', 'Create a table and fill it with op.execute, or use a plain view.')
  }
}
