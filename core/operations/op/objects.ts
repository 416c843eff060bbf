import type { ColumnBuilder } from '../../schema/build/column-builder'
import { alterSequence, type AlterSequenceOptions } from '../alter-sequence'
import { createDomain, type CreateDomainOptions } from '../create-domain'
import { createExtension, type CreateExtensionOptions } from '../create-extension'
import { createSchema, type CreateSchemaOptions } from '../create-schema'
import { createSequence, type CreateSequenceOptions } from '../create-sequence'
import { dropDomain } from '../drop-domain'
import { dropExtension } from '../drop-extension'
import { dropSchema } from '../drop-schema'
import { dropSequence } from '../drop-sequence'
import type { DropObjectOptions } from '../drop-view'
import { EnumOperations } from './enums'

/** Sequences, domains, extensions and schemas (PostgreSQL). */
export class ObjectOperations extends EnumOperations {
  /**
   * Creates a sequence.
   *
   * @example await op.createSequence("invoice_numbers", { start: 1000, ownedBy: ["invoices", "number"] })
   */
  createSequence(name: string, options?: CreateSequenceOptions): Promise<void> {
    return this.invoke(createSequence(name, options))
  }

  /**
   * Changes what the options name of a sequence; `existing`, the same options as they were, makes it reversible.
   *
   * @example await op.alterSequence("invoice_numbers", { increment: 10, existing: { increment: 1 } })
   */
  alterSequence(name: string, options: AlterSequenceOptions): Promise<void> {
    return this.invoke(alterSequence(name, options))
  }

  /**
   * Drops a sequence.
   *
   * @example await op.dropSequence("invoice_numbers")
   */
  dropSequence(name: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropSequence(name, options))
  }

  /**
   * Creates a type that is another one with rules.
   *
   * @example await op.createDomain("email", text().notNull(), { checks: [check("ck_email", sql`VALUE LIKE '%@%'`)] })
   */
  createDomain(name: string, base: ColumnBuilder, options?: CreateDomainOptions): Promise<void> {
    return this.invoke(createDomain(name, base, options))
  }

  /**
   * Drops a domain.
   *
   * @example await op.dropDomain("email")
   */
  dropDomain(name: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropDomain(name, options))
  }

  /**
   * Installs an extension in the database.
   *
   * @example await op.createExtension("pg_trgm", { ifNotExists: true })
   */
  createExtension(name: string, options?: CreateExtensionOptions): Promise<void> {
    return this.invoke(createExtension(name, options))
  }

  /**
   * Takes an extension out of the database.
   *
   * @example await op.dropExtension("pg_trgm")
   */
  dropExtension(name: string, options?: Omit<DropObjectOptions, 'schema'>): Promise<void> {
    return this.invoke(dropExtension(name, options))
  }

  /**
   * Creates a schema.
   *
   * @example await op.createSchema("crm")
   */
  createSchema(name: string, options?: CreateSchemaOptions): Promise<void> {
    return this.invoke(createSchema(name, options))
  }

  /**
   * Drops a schema; with `cascade`, all that is in it.
   *
   * @example await op.dropSchema("crm")
   */
  dropSchema(name: string, options?: Omit<DropObjectOptions, 'schema'>): Promise<void> {
    return this.invoke(dropSchema(name, options))
  }
}
