import type { ReadConnection, WriteConnection } from '../dialects/connection'
import type { Dialect } from '../dialects/dialect'
import { createTable } from '../operations/create-table'
import { string } from '../schema/build/types'
import { primaryKey } from '../schema/build/constraint-builder'
import { tableName, type TableName } from '../schema/table-name'

/** One change of the version table's rows, as Alembic makes it. */
export type VersionChange =
  | { readonly kind: 'insert'; readonly revision: string }
  | { readonly kind: 'update'; readonly from: string; readonly to: string }
  | { readonly kind: 'delete'; readonly revision: string }

/** What a script finds: no table, which it then creates; one whose rows it builds on; one that it empties first. */
export type ScriptStart = 'missing' | 'kept' | 'emptied'

/** The version table: one row for each head the database stands at. The same table, with the same rows, that Alembic keeps. */
export class VersionTable {
  readonly name: TableName
  readonly #dialect: Dialect

  constructor(dialect: Dialect, name: string, schema: string | null) {
    this.#dialect = dialect
    this.name = tableName(name, schema)
  }

  /** The rows, sorted; none where the table is missing. */
  async read(connection: ReadConnection): Promise<readonly string[]> {
    return (await this.exists(connection)) ? this.rows(connection) : []
  }

  /** The rows of a table that is known to be there. */
  async rows(connection: ReadConnection): Promise<readonly string[]> {
    const rows = await connection.query<{ version_num: string }>(
      `SELECT version_num FROM ${this.#quoted} ORDER BY version_num`,
    )
    return rows.map(row => row.version_num)
  }

  exists(connection: ReadConnection): Promise<boolean> {
    return this.#dialect.hasTable(connection, this.name)
  }

  async ensure(connection: WriteConnection): Promise<void> {
    if (!(await this.exists(connection))) await this.create(connection)
  }

  async create(connection: WriteConnection): Promise<void> {
    for (const sql of this.creation()) await connection.execute(sql)
  }

  async apply(connection: WriteConnection, changes: readonly VersionChange[]): Promise<void> {
    for (const change of changes) await connection.execute(...this.#statement(change))
  }

  /** The changes as a script in one transaction. */
  script(changes: readonly VersionChange[], start: ScriptStart): readonly string[] {
    const before = { missing: this.creation(), kept: [], emptied: [`DELETE FROM ${this.#quoted}`] }[start]
    const statements = changes.map(change => {
      const [sql, params] = this.#statement(change)
      return this.#dialect.ddl.inlined({ sql, params })
    })
    const all = [...before, ...statements]
    return all.length === 0 ? [] : ['BEGIN', ...all, 'COMMIT'].map(sql => `${sql};`)
  }

  private creation(): readonly string[] {
    const { schema } = this.name
    const columns = { version_num: string(32).notNull() }
    const key = primaryKey(`${this.name.name}_pkc`, ['version_num'])
    const operation = createTable(this.name.name, columns, [key], schema === null ? {} : { schema })
    return this.#dialect.ddl.compile(operation).map(({ sql }) => sql)
  }

  #statement(change: VersionChange): [sql: string, params: readonly string[]] {
    switch (change.kind) {
      case 'insert':
        return [`INSERT INTO ${this.#quoted} (version_num) VALUES (?)`, [change.revision]]
      case 'update':
        return [`UPDATE ${this.#quoted} SET version_num = ? WHERE version_num = ?`, [change.to, change.from]]
      case 'delete':
        return [`DELETE FROM ${this.#quoted} WHERE version_num = ?`, [change.revision]]
    }
  }

  get #quoted(): string {
    return this.#dialect.ddl.table(this.name)
  }
}
