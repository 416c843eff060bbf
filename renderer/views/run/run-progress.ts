import type { RunEvent } from '../../../core/contract/runs'

export interface LogLine {
  readonly id: number
  readonly kind: 'step' | 'statement' | 'note' | 'backup'
  readonly text: string
}

/** Where a run is. */
export interface RunProgress {
  readonly backup: { readonly done: number; readonly total: number } | null
  readonly step: {
    readonly index: number
    readonly of: number
    readonly revision: string
    readonly message: string
  } | null
  readonly statement: string | null
  readonly rows: { readonly table: string; readonly done: number; readonly total: number } | null
  /** The newest lines; the whole of it is kept with the run. */
  readonly log: readonly LogLine[]
  readonly logged: number
}

export const NO_PROGRESS: RunProgress = { backup: null, step: null, statement: null, rows: null, log: [], logged: 0 }

const LOG_LIMIT = 400

/** The progress after a batch of events: one new value for a whole frame's worth of them. */
export function advance(progress: RunProgress, events: readonly RunEvent[]): RunProgress {
  const lines: LogLine[] = []
  let next: RunProgress = progress
  for (const event of events) {
    next = { ...next, ...changeOf(event) }
    const line = lineOf(event)
    if (line) lines.push({ id: progress.logged + lines.length, ...line })
  }
  if (lines.length === 0) return next
  return { ...next, log: [...progress.log, ...lines].slice(-LOG_LIMIT), logged: progress.logged + lines.length }
}

function changeOf(event: RunEvent): Partial<RunProgress> {
  switch (event.kind) {
    case 'backup':
      return { backup: { done: event.done, total: event.total } }
    case 'backedUp':
      return { backup: null }
    case 'step':
      return { backup: null, step: stepOf(event), statement: null, rows: null }
    case 'statement':
      return { statement: event.sql, rows: null }
    case 'rows':
      return { rows: { table: event.table, done: event.done, total: event.total } }
    case 'stepDone':
      return { statement: null, rows: null }
    default:
      return {}
  }
}

function stepOf({
  index,
  of,
  revision,
  message,
}: Extract<RunEvent, { kind: 'step' }>): NonNullable<RunProgress['step']> {
  return { index, of, revision, message }
}

function lineOf(event: RunEvent): Omit<LogLine, 'id'> | null {
  switch (event.kind) {
    case 'backedUp':
      return { kind: 'backup', text: event.backup.path }
    case 'step':
      return { kind: 'step', text: `${event.revision} ${event.message}` }
    case 'statement':
      return { kind: 'statement', text: event.sql }
    case 'note':
      return { kind: 'note', text: event.message }
    default:
      return null
  }
}
