import type { AttachPartition } from '../../operations/attach-partition'
import type { CreatePartition } from '../../operations/create-partition'
import type { CreatePolicy } from '../../operations/create-policy'
import type { DetachPartition } from '../../operations/detach-partition'
import type { DisableRowSecurity } from '../../operations/disable-row-security'
import type { DropPolicy } from '../../operations/drop-policy'
import type { EnableRowSecurity } from '../../operations/enable-row-security'
import type { PartitionBound } from '../../operations/partition-bound'
import type { SetTableOptions } from '../../operations/set-table-options'
import type { DefaultValue } from '../../schema/column'
import type { TableStorage } from '../../schema/table-storage'
import { statement, type Statement } from '../statement'
import { PostgresqlRoutineCompiler } from './ddl-compiler-routines'

/** Policies, partitions and what a table is told beside its columns. */
export abstract class PostgresqlAccessCompiler extends PostgresqlRoutineCompiler {
  override createPolicy(operation: CreatePolicy): readonly Statement[] {
    const { name, table, as, for: command, to, using, withCheck } = operation
    const parts = [
      `CREATE POLICY ${this.quote(name)} ON ${this.table(table)}`,
      ...(as === 'permissive' ? [] : ['AS RESTRICTIVE']),
      ...(command === 'all' ? [] : [`FOR ${command.toUpperCase()}`]),
      ...(to.length === 0 ? [] : [`TO ${to.map(role => this.role(role)).join(', ')}`]),
      ...(using === null ? [] : [`USING (${using})`]),
      ...(withCheck === null ? [] : [`WITH CHECK (${withCheck})`]),
    ]
    return [statement(parts.join(' '))]
  }

  override dropPolicy({ name, table, ifExists }: DropPolicy): readonly Statement[] {
    return [statement(`DROP POLICY ${ifExists ? 'IF EXISTS ' : ''}${this.quote(name)} ON ${this.table(table)}`)]
  }

  override enableRowSecurity({ table, force }: EnableRowSecurity): readonly Statement[] {
    const start = `ALTER TABLE ${this.table(table)}`
    return [statement(`${start} ENABLE ROW LEVEL SECURITY${force ? ', FORCE ROW LEVEL SECURITY' : ''}`)]
  }

  override disableRowSecurity({ table, force }: DisableRowSecurity): readonly Statement[] {
    const start = `ALTER TABLE ${this.table(table)}`
    return [statement(`${start} DISABLE ROW LEVEL SECURITY${force ? ', NO FORCE ROW LEVEL SECURITY' : ''}`)]
  }

  override setTableOptions({ table, changes }: SetTableOptions): readonly Statement[] {
    const { strict, withoutRowid, unlogged, tablespace, with: storage = {} } = changes
    if (strict !== undefined) this.refuse('STRICT tables', 'Leave the option out: every column keeps to its type.')
    if (withoutRowid !== undefined) this.refuse('WITHOUT ROWID', 'Leave the option out.')
    const given = Object.entries(storage).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
    const reset = Object.keys(storage).filter(name => storage[name] === null)
    const actions = [
      ...(unlogged === undefined ? [] : [unlogged ? 'SET UNLOGGED' : 'SET LOGGED']),
      ...(tablespace === undefined ? [] : [`SET TABLESPACE ${this.quote(tablespace)}`]),
      ...(given.length === 0 ? [] : [`SET (${this.settings(Object.fromEntries(given))})`]),
      ...(reset.length === 0 ? [] : [`RESET (${reset.join(', ')})`]),
    ]
    // A table cannot be rewritten and moved in one statement.
    return actions.map(action => statement(`ALTER TABLE ${this.table(table)} ${action}`))
  }

  override createPartition({ partition, table, bound, ifNotExists, storage }: CreatePartition): readonly Statement[] {
    const start = `CREATE ${this.unlogged(storage)}TABLE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${this.table(partition)}`
    return [statement(`${start} PARTITION OF ${this.table(table)} ${this.bound(bound)}${this.storageClauses(storage)}`)]
  }

  override attachPartition({ partition, table, bound }: AttachPartition): readonly Statement[] {
    const names = `ALTER TABLE ${this.table(table)} ATTACH PARTITION ${this.table(partition)}`
    return [statement(`${names} ${this.bound(bound)}`)]
  }

  override detachPartition({ partition, table, concurrently }: DetachPartition): readonly Statement[] {
    const names = `ALTER TABLE ${this.table(table)} DETACH PARTITION ${this.table(partition)}`
    return [statement(`${names}${concurrently ? ' CONCURRENTLY' : ''}`)]
  }

  protected unlogged(storage: TableStorage | null): string {
    return storage?.unlogged ? 'UNLOGGED ' : ''
  }

  /** What stands behind the columns of CREATE TABLE. */
  protected storageClauses(storage: TableStorage | null): string {
    if (storage === null) return ''
    const { partitionBy, with: settings, tablespace } = storage
    const elements = partitionBy?.elements.map(element => this.partitionElement(element)).join(', ')
    return [
      partitionBy === null ? '' : ` PARTITION BY ${partitionBy.strategy.toUpperCase()} (${elements})`,
      Object.keys(settings).length === 0 ? '' : ` WITH (${this.settings(settings)})`,
      tablespace === null ? '' : ` TABLESPACE ${this.quote(tablespace)}`,
    ].join('')
  }

  private partitionElement(element: Parameters<typeof this.indexElement>[0]): string {
    return element.kind === 'column' ? this.quote(element.name) : `(${element.sql})`
  }

  private bound(bound: PartitionBound): string {
    switch (bound.kind) {
      case 'range':
        return `FOR VALUES FROM (${this.values(bound.from)}) TO (${this.values(bound.to)})`
      case 'list':
        return `FOR VALUES IN (${this.values(bound.values)})`
      case 'hash':
        return `FOR VALUES WITH (MODULUS ${bound.modulus}, REMAINDER ${bound.remainder})`
      case 'default':
        return 'DEFAULT'
    }
  }

  private values(values: readonly (DefaultValue | null)[]): string {
    return values.map(value => (value === null ? 'NULL' : this.default(value))).join(', ')
  }

  /** Some names of roles are words of the language. */
  private role(name: string): string {
    return /^(?:public|current_user|session_user|current_role)$/i.test(name) ? name.toUpperCase() : this.quote(name)
  }
}
