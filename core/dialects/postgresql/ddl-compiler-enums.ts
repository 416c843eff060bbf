import type { AddEnumValue } from '../../operations/add-enum-value'
import type { AlterEnum } from '../../operations/alter-enum'
import type { CreateEnum } from '../../operations/create-enum'
import type { DropEnum } from '../../operations/drop-enum'
import type { RenameEnumValue } from '../../operations/rename-enum-value'
import { statement, type Statement } from '../statement'
import { PostgresqlViewCompiler } from './ddl-compiler-views'
import { createMissingEnum, moveToNewEnum } from './enum-statements'

/** Enum types. */
export abstract class PostgresqlEnumCompiler extends PostgresqlViewCompiler {
  override createEnum({ type, values, ifNotExists }: CreateEnum): readonly Statement[] {
    if (ifNotExists) return [createMissingEnum({ kind: 'enum', ...type, values })]
    return [statement(`CREATE TYPE ${this.table(type)} AS ENUM (${this.literals(values)})`)]
  }

  override dropEnum({ type, ifExists, cascade }: DropEnum): readonly Statement[] {
    return [statement(`DROP TYPE ${ifExists ? 'IF EXISTS ' : ''}${this.table(type)}${this.cascade(cascade)}`)]
  }

  override addEnumValue({ type, value, place, ifNotExists }: AddEnumValue): readonly Statement[] {
    const guard = ifNotExists ? 'IF NOT EXISTS ' : ''
    return [statement(`ALTER TYPE ${this.table(type)} ADD VALUE ${guard}${this.literal(value)}${this.beside(place)}`)]
  }

  override renameEnumValue({ type, value, newValue }: RenameEnumValue): readonly Statement[] {
    return [
      statement(`ALTER TYPE ${this.table(type)} RENAME VALUE ${this.literal(value)} TO ${this.literal(newValue)}`),
    ]
  }

  override alterEnum({ type, values, mapping }: AlterEnum): readonly Statement[] {
    return moveToNewEnum({ kind: 'enum', ...type, values }, mapping)
  }

  private literals(values: readonly string[]): string {
    return values.map(value => this.literal(value)).join(', ')
  }

  private beside(place: AddEnumValue['place']): string {
    if (place === null) return ''
    return 'before' in place ? ` BEFORE ${this.literal(place.before)}` : ` AFTER ${this.literal(place.after)}`
  }
}
