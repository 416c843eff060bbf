import { readFile } from 'node:fs/promises'
import { inWords } from '../commands/in-words'
import { previewRevision, type PreviewDirection } from '../commands/preview-revision'
import { createRevision } from '../commands/revision'
import { fingerprintOf, saveRevision } from '../commands/save-revision'
import { revisionRecord } from '../commands/revision-record'
import { PROJECT_TYPES } from '../script/resources'
import type { Project } from '../commands/open-project'
import type { SourceProblem } from '../contract/revisions'
import { asRetortError } from '../errors'
import { os } from './os'
import { plain } from './plain'
import type { ServiceContext } from './service-context'

export const revisionsService = (context: ServiceContext) => ({
  read: os.revisions.read.handler(async ({ input }) => sourceOf(await context.project(input), input.revision)),

  write: os.revisions.write.handler(async ({ input }) => {
    const project = await context.project(input)
    await saveRevision(project, input)
    return sourceOf(project, input.revision)
  }),

  create: os.revisions.create.handler(async ({ input }) => {
    const { revision } = await createRevision(await context.project(input), {
      message: input.message,
      head: input.head ?? 'head',
    })
    return plain(revision)
  }),

  preview: os.revisions.preview.handler(async ({ input, signal }) => {
    const project = await context.project(input)
    const { upgrade, downgrade } = await previewRevision(project, {
      revision: input.revision,
      source: input.source,
      ...(signal && { signal }),
    })
    const problems = [...problemsOf(upgrade), ...problemsOf(downgrade)]
    return plain({
      upgrade: upgrade.sql,
      downgrade: downgrade.sql,
      upgradeOperations: inWords(upgrade.operations, project.dialect),
      downgradeOperations: inWords(downgrade.operations, project.dialect),
      problems: problems.filter((problem, at) => problems.findIndex(other => same(problem, other)) === at),
    })
  }),

  types: os.revisions.types.handler(async () => ({
    declarations: await readFile(PROJECT_TYPES, 'utf8'),
  })),
})

async function sourceOf(project: Project, revision: string) {
  const script = await project.script()
  const source = await script.source(revision)
  return plain({ revision: revisionRecord(script.graph, revision), source, fingerprint: fingerprintOf(source) })
}

/** Where a direction's text is wrong: its place is in the path of the error as `file:line:column`. */
function problemsOf({ failure }: PreviewDirection): readonly SourceProblem[] {
  if (failure === null) return []
  const { message, details } = asRetortError(failure)
  const place = /:(\d+)(?::(\d+))?$/.exec(details.path ?? '')
  return [{ line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1), message }]
}

const same = (a: SourceProblem, b: SourceProblem): boolean => a.line === b.line && a.message === b.message
