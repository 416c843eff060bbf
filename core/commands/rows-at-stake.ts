import type { ReadConnection } from '../dialects/connection'
import { lossesOf, type DataLoss } from '../operations/destructive'
import type { Operation } from '../operations/operation'
import { tableName, type TableName } from '../schema/table-name'
import type { Project } from './open-project'

/** For each operation, the rows whose values it would lose; null where it loses none. */
export async function rowsAtStake(
  project: Project,
  operations: readonly Operation[],
): Promise<readonly (number | null)[]> {
  if (operations.every(operation => lossesOf(operation).length === 0)) return operations.map(() => null)
  return project.reading(async connection => {
    const counts: (number | null)[] = []
    for (const operation of operations) counts.push(await lostBy(project, connection, lossesOf(operation)))
    return counts
  })
}

/** How many rows each of these tables has, by its name. Tables that are not there are left out. */
export async function countRows(
  project: Project,
  tables: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  return project.reading(async connection => {
    const counts: Record<string, number> = {}
    for (const name of tables) {
      const table = tableNamed(name)
      if (await project.dialect.hasTable(connection, table))
        counts[name] = await count(project, connection, { table, column: null })
    }
    return counts
  })
}

/** The address that `qualified` spelled. */
function tableNamed(text: string): TableName {
  const at = text.indexOf('.')
  return at < 0 ? tableName(text) : tableName(text.slice(at + 1), text.slice(0, at))
}

async function lostBy(
  project: Project,
  connection: ReadConnection,
  losses: readonly DataLoss[],
): Promise<number | null> {
  if (losses.length === 0) return null
  const counts = await Promise.all(losses.map(loss => count(project, connection, loss)))
  return Math.max(...counts)
}

/** Rows of a table, or values of a column that are not null. */
async function count(
  { dialect }: Project,
  connection: ReadConnection,
  { table, column }: Pick<DataLoss, 'table' | 'column'>,
): Promise<number> {
  const what = column === null ? '*' : dialect.ddl.quote(column)
  const [row] = await connection.query<{ n: number | bigint }>(
    `SELECT count(${what}) AS n FROM ${dialect.ddl.table(table)}`,
  )
  return Number(row?.n ?? 0)
}
