import { expect } from 'vitest'
import { askSqlite } from './databases'
import { onSqlite, projectOnDisk, saveRevision, type ProjectOnDisk } from './projects'

export const FIRST = 'aaaa11112222'
export const SECOND = 'bbbb11112222'

/** True for every row, and a few microseconds' work for each: a table that takes as long as one ten times its size. */
const SLOW = "length(replace(hex(zeroblob(400 + value % 2)), '0', 'x')) > 0"

/** A project with one large table, and a pending revision that builds it anew. */
export async function measurements(rows: number): Promise<ProjectOnDisk> {
  const project = await projectOnDisk('measurements')
  saveRevision(project, {
    revision: FIRST,
    after: null,
    upgrade: `await op.createTable("readings", { id: integer().primaryKey(), value: integer() }, [
      check("ck_readings_slow", sql\`${SLOW}\`),
    ]);`,
  })
  saveRevision(project, {
    revision: SECOND,
    after: FIRST,
    upgrade: `await op.batchAlterTable("readings", async batch => {
      batch.alterColumn("value", { nullable: false });
    }, { recreate: "always" });`,
  })
  expect(await project.run('upgrade', FIRST)).toMatchObject({ code: 0 })
  onSqlite(
    project.file,
    'PRAGMA ignore_check_constraints = ON',
    `INSERT INTO readings (value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${rows})
     SELECT i % 1000 FROM n`,
  )
  return project
}

/** What must not change: the schema as it is stored, every row, and where the database stands. */
export const contentOf = ({ file }: ProjectOnDisk): object => ({
  schema: askSqlite(file, 'SELECT sql FROM sqlite_schema ORDER BY name'),
  rows: askSqlite(file, 'SELECT count(*) FROM readings'),
  sum: askSqlite(file, 'SELECT sum(id * value) FROM readings'),
  version: askSqlite(file, 'SELECT version_num FROM alembic_version'),
})
