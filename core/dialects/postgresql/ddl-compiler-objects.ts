import type { AlterSequence } from '../../operations/alter-sequence'
import type { CreateDomain } from '../../operations/create-domain'
import type { CreateExtension } from '../../operations/create-extension'
import type { CreateSchema } from '../../operations/create-schema'
import type { CreateSequence, SequenceSettings } from '../../operations/create-sequence'
import type { DropDomain } from '../../operations/drop-domain'
import type { DropExtension } from '../../operations/drop-extension'
import type { DropSchema } from '../../operations/drop-schema'
import type { DropSequence } from '../../operations/drop-sequence'
import { statement, type Statement } from '../statement'
import { PostgresqlConstraintCompiler } from './ddl-compiler-constraints'

const guarded = (ifExists: boolean): string => (ifExists ? 'IF EXISTS ' : '')
const unlessThere = (ifNotExists: boolean): string => (ifNotExists ? 'IF NOT EXISTS ' : '')

/** Sequences, domains, extensions and schemas. */
export abstract class PostgresqlObjectCompiler extends PostgresqlConstraintCompiler {
  override createSequence({ sequence, settings, ifNotExists }: CreateSequence): readonly Statement[] {
    const start = `CREATE SEQUENCE ${unlessThere(ifNotExists)}${this.table(sequence)}`
    return [statement([start, ...this.sequenceClauses(settings, sequence.schema)].join(' '))]
  }

  override alterSequence({ sequence, changes }: AlterSequence): readonly Statement[] {
    const { restart, newName, ...settings } = changes
    const again = restart === undefined ? [] : [restart === null ? 'RESTART' : `RESTART WITH ${restart}`]
    const clauses = [...this.sequenceClauses(settings, sequence.schema), ...again]
    const start = `ALTER SEQUENCE ${this.table(sequence)}`
    return [
      ...(clauses.length === 0 ? [] : [statement(`${start} ${clauses.join(' ')}`)]),
      ...(newName === undefined ? [] : [statement(`${start} RENAME TO ${this.quote(newName)}`)]),
    ]
  }

  override dropSequence({ sequence, ifExists, cascade }: DropSequence): readonly Statement[] {
    return [statement(`DROP SEQUENCE ${guarded(ifExists)}${this.table(sequence)}${this.cascade(cascade)}`)]
  }

  override createDomain({ domain, base, checks }: CreateDomain): readonly Statement[] {
    const parts = [
      `CREATE DOMAIN ${this.table(domain)} AS ${this.type(base.type)}`,
      ...(base.collation === null ? [] : [`COLLATE ${this.quote(base.collation)}`]),
      ...(base.default === null ? [] : [`DEFAULT ${this.defaultClause(base.default)}`]),
      ...(base.nullable ? [] : ['NOT NULL']),
      ...checks.map(check => this.constraint(check)),
    ]
    return [statement(parts.join(' '))]
  }

  override dropDomain({ domain, ifExists, cascade }: DropDomain): readonly Statement[] {
    return [statement(`DROP DOMAIN ${guarded(ifExists)}${this.table(domain)}${this.cascade(cascade)}`)]
  }

  override createExtension(operation: CreateExtension): readonly Statement[] {
    const { name, schema, version, cascade, ifNotExists } = operation
    const parts = [
      `CREATE EXTENSION ${unlessThere(ifNotExists)}${this.quote(name)}`,
      ...(schema === null ? [] : [`SCHEMA ${this.quote(schema)}`]),
      ...(version === null ? [] : [`VERSION ${this.literal(version)}`]),
      ...(cascade ? ['CASCADE'] : []),
    ]
    return [statement(parts.join(' '))]
  }

  override dropExtension({ name, ifExists, cascade }: DropExtension): readonly Statement[] {
    return [statement(`DROP EXTENSION ${guarded(ifExists)}${this.quote(name)}${this.cascade(cascade)}`)]
  }

  override createSchema({ name, authorization, ifNotExists }: CreateSchema): readonly Statement[] {
    const owner = authorization === null ? '' : ` AUTHORIZATION ${this.quote(authorization)}`
    return [statement(`CREATE SCHEMA ${unlessThere(ifNotExists)}${this.quote(name)}${owner}`)]
  }

  override dropSchema({ name, ifExists, cascade }: DropSchema): readonly Statement[] {
    return [statement(`DROP SCHEMA ${guarded(ifExists)}${this.quote(name)}${this.cascade(cascade)}`)]
  }

  private sequenceClauses(settings: SequenceSettings, schema: string | null): readonly string[] {
    const { type, start, increment, minValue, maxValue, cache, cycle, ownedBy } = settings
    return [
      ...(type === undefined ? [] : [`AS ${type}`]),
      ...(increment === undefined ? [] : [`INCREMENT BY ${increment}`]),
      ...(minValue === undefined ? [] : [minValue === null ? 'NO MINVALUE' : `MINVALUE ${minValue}`]),
      ...(maxValue === undefined ? [] : [maxValue === null ? 'NO MAXVALUE' : `MAXVALUE ${maxValue}`]),
      ...(start === undefined ? [] : [`START WITH ${start}`]),
      ...(cache === undefined ? [] : [`CACHE ${cache}`]),
      ...(cycle === undefined ? [] : [cycle ? 'CYCLE' : 'NO CYCLE']),
      ...(ownedBy === undefined ? [] : [`OWNED BY ${this.owner(ownedBy, schema)}`]),
    ]
  }

  private owner(ownedBy: NonNullable<SequenceSettings['ownedBy']> | null, schema: string | null): string {
    if (ownedBy === null) return 'NONE'
    const [name, column] = ownedBy
    return `${this.table({ schema, name })}.${this.quote(column)}`
  }
}
