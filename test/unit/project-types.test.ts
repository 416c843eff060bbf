import { readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { inRepository } from '../harness/repository'
import { retort } from '../harness/retort-command'
import { temporaryFolder } from '../harness/temporary-folder'

/** What an editor would underline in a project, by file. */
function problemsIn(folder: string): readonly string[] {
  const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile) as { config: unknown }
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const program = ts.createProgram(fileNames, options)
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ')
    return `${path.basename(file?.fileName ?? '')}: ${message}`
  })
}

const revisionOf = (body: string): string => `import { type Op, integer, sql, string } from "retort";
export const revision = "aaaa1111";
export const downRevision = null;
export async function upgrade(op: Op) {
${body}
}
export async function downgrade(_op: Op) {}
`

test('an editor knows the types of a new project, with and without the declarations of Node', async () => {
  const parent = temporaryFolder()
  await retort(['init', 'shop'], { cwd: parent })
  const folder = path.join(parent, 'shop')
  const file = path.join(folder, 'migrations', 'versions', 'aaaa1111.ts')
  writeFileSync(
    file,
    revisionOf(`  await op.createTable("users", { id: integer().primaryKey(), name: string(20).default(sql\`'-'\`) });
  await op.batchAlterTable("users", async (batch) => { await batch.addColumn("age", integer()); });
  const [row] = await op.query<{ n: number }>("SELECT 1 AS n");
  await op.execute(sql\`UPDATE users SET age = \${row?.n ?? null}\`);`),
  )
  expect(problemsIn(folder)).toEqual([])

  symlinkSync(inRepository('node_modules'), path.join(folder, 'node_modules'))
  expect(readdirSync(path.join(folder, 'node_modules', '@types'))).toContain('node')
  expect(problemsIn(folder)).toEqual([])

  writeFileSync(file, revisionOf('  await op.dropTabel("users");'))
  expect(problemsIn(folder)).toEqual([expect.stringContaining("Property 'dropTabel' does not exist")])
})
