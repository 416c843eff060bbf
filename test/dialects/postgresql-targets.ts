import type { WriteConnection } from '../../core/dialects/connection'
import { pglite } from '../../core/dialects/pglite/dialect'
import { pgliteUrl } from '../../core/dialects/pglite/url'
import { postgresql } from '../../core/dialects/postgresql/dialect'
import { postgresqlUrl } from '../../core/dialects/postgresql/url'
import type { Dialect } from '../../core/dialects/dialect'
import { present, type Requirement } from '../harness/requirement'
import type { PostgresqlServer } from '../harness/postgresql'

/** A kind of PostgreSQL, and how to get an empty database of it for the running test. */
export interface Target {
  readonly name: string
  readonly dialect: Dialect
  readonly needs: Requirement<unknown>
  open(): Promise<WriteConnection>
}

/** The server and PGlite: what is PostgreSQL's holds for both. */
export const targets = (server: Requirement<PostgresqlServer>): readonly Target[] => [
  {
    name: 'a PostgreSQL server',
    dialect: postgresql,
    needs: server,
    async open() {
      const { url } = await present(server).createDatabase()
      return postgresql.driver.connect(postgresqlUrl.parse(url, ''))
    },
  },
  {
    name: 'PGlite',
    dialect: pglite,
    needs: { value: null },
    open: () => pglite.driver.connect(pgliteUrl.parse('pglite::memory:', '')),
  },
]
