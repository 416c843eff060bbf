import type { CreateMaterializedView } from '../../operations/create-materialized-view'
import type { ViewDefinition } from '../../operations/create-view'
import type { DropMaterializedView } from '../../operations/drop-materialized-view'
import type { RefreshMaterializedView } from '../../operations/refresh-materialized-view'
import { DdlCompiler } from '../ddl-compiler'
import { statement, type Statement } from '../statement'

/** Views as PostgreSQL has them. */
export abstract class PostgresqlViewCompiler extends DdlCompiler {
  override createMaterializedView(operation: CreateMaterializedView): readonly Statement[] {
    const { view, sql, columns, with: storage, tablespace, withData, ifNotExists } = operation
    const parts = [
      `CREATE MATERIALIZED VIEW ${ifNotExists ? 'IF NOT EXISTS ' : ''}${this.table(view)}`,
      ...(columns.length === 0 ? [] : [`(${this.quoteAll(columns)})`]),
      ...(Object.keys(storage).length === 0 ? [] : [`WITH (${this.settings(storage)})`]),
      ...(tablespace === null ? [] : [`TABLESPACE ${this.quote(tablespace)}`]),
      `AS ${sql}`,
      ...(withData ? [] : ['WITH NO DATA']),
    ]
    return [statement(parts.join(' '))]
  }

  override refreshMaterializedView({ view, concurrently, withData }: RefreshMaterializedView): readonly Statement[] {
    const how = concurrently ? 'CONCURRENTLY ' : ''
    return [statement(`REFRESH MATERIALIZED VIEW ${how}${this.table(view)}${withData ? '' : ' WITH NO DATA'}`)]
  }

  override dropMaterializedView({ view, ifExists, cascade }: DropMaterializedView): readonly Statement[] {
    const guard = ifExists ? 'IF EXISTS ' : ''
    return [statement(`DROP MATERIALIZED VIEW ${guard}${this.table(view)}${this.cascade(cascade)}`)]
  }

  /** Storage parameters and the like: `fillfactor = 70`. */
  protected settings(given: Readonly<Record<string, string>>): string {
    return Object.entries(given)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')
  }

  protected override checkOption(option: NonNullable<ViewDefinition['checkOption']>): string {
    return `WITH ${option.toUpperCase()} CHECK OPTION`
  }

  protected override viewSecurity({
    securityInvoker,
    securityBarrier,
  }: Pick<ViewDefinition, 'securityInvoker' | 'securityBarrier'>): string {
    const given = [
      ...(securityInvoker ? ['security_invoker = true'] : []),
      ...(securityBarrier ? ['security_barrier = true'] : []),
    ]
    return given.length === 0 ? '' : ` WITH (${given.join(', ')})`
  }

  protected override cascade(wanted: boolean): string {
    return wanted ? ' CASCADE' : ''
  }
}
