import { inWords } from '../commands/in-words'
import { migrate, type MigrateResult } from '../commands/migrate'
import { planRun } from '../commands/plan-run'
import type { RunEvent } from '../contract/runs'
import { asRetortError } from '../errors'
import type { MigrationEvent } from '../runtime/run-migrations'
import { RunJournal } from '../runtime/run-journal'
import { EventChannel } from './event-channel'
import { asFailure, os } from './os'
import { plain } from './plain'
import type { ServiceContext } from './service-context'

export const runsService = (context: ServiceContext) => ({
  plan: os.runs.plan.handler(async ({ input }) => {
    const project = await context.project(input)
    const { steps, ...plan } = await planRun(project, input)
    return plain({
      ...plan,
      steps: steps.map(({ operations, failure, ...step }) => ({
        ...step,
        operations: inWords(operations, project.dialect),
        problem: failure === null ? null : asFailure(failure),
      })),
      backupByDefault: project.settings.backup.before !== 'never',
    })
  }),

  start: os.runs.start.handler(async function* ({ input, signal }) {
    const project = await context.project(input)
    const channel = new EventChannel<RunEvent>()
    const run = migrate(project, {
      direction: input.direction,
      target: input.target,
      backup: input.backup,
      ...(signal && { signal }),
      onEvent: event => tell(event, channel),
      onBackupProgress: (done, total) => channel.push({ kind: 'backup', done, total }),
      onBackedUp: backup => channel.push({ kind: 'backedUp', backup: plain(backup) }),
    }).then(
      result => channel.end({ kind: 'done', result: resultOf(result) }),
      (error: unknown) => channel.end({ kind: 'failed', failure: asFailure(error), rolledBack: whatIsLeft(error) }),
    )
    yield* channel
    await run
  }),

  list: os.runs.list.handler(async ({ input }) => {
    const { settings } = await context.project(input)
    const entries = await new RunJournal(settings.folder).list()
    const own = entries.filter(entry => entry.database === settings.url.shown)
    return plain(own.map(({ database: _database, ...entry }) => entry))
  }),
})

const resultOf = ({ steps, ...result }: MigrateResult) =>
  plain({ ...result, steps: steps.map(({ sql: _sql, ...report }) => report) })

function tell(event: MigrationEvent, channel: EventChannel<RunEvent>): void {
  switch (event.kind) {
    case 'step': {
      const { index, of, step } = event
      return channel.push({ kind: 'step', index, of, revision: step.revision, message: step.message })
    }
    case 'stepDone': {
      const { sql: _sql, ...report } = event.report
      return channel.push({ kind: 'stepDone', index: event.index, report })
    }
    case 'waiting':
      return channel.push({ kind: 'note', message: event.message })
    default:
      return channel.push(event)
  }
}

/** What a run that did not end well left behind, in words. */
function whatIsLeft(error: unknown): string {
  const { code, details } = asRetortError(error)
  if (code === 'CANCELLED') return 'The revision that was running was taken back; the database is as it was before it.'
  return details.revision === undefined
    ? 'Nothing was changed.'
    : `Revision ${details.revision} was taken back as a whole; those before it stay.`
}
