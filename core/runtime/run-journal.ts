import { appendFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ErrorCode } from '../errors'
import { VERSION } from '../version'

export interface JournalStep {
  readonly revision: string
  readonly direction: 'upgrade' | 'downgrade'
  readonly message: string
  readonly durationMs: number
  readonly statements: number
  readonly sql: readonly string[]
  /** When it was done: ISO 8601, UTC. Older entries lack this and the next. */
  readonly at?: string
  /** Of the revision's code as it was run. */
  readonly checksum?: string | null
}

export interface JournalFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
  readonly revision?: string
  readonly operation?: string
  readonly sql?: string
}

/** One run, as it is remembered. */
export interface RunEntry {
  readonly id: string
  /** The program's; older entries lack it. */
  readonly version?: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly database: string
  readonly direction: 'upgrade' | 'downgrade' | 'stamp' | 'restore'
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly outcome: 'done' | 'failed' | 'cancelled'
  readonly failure: JournalFailure | null
  readonly backup: string | null
  readonly steps: readonly JournalStep[]
}

/** Statements of a step that are kept; a data migration may send a million. */
const SQL_KEPT_PER_STEP = 200

/** Every run of a project, a line of JSON each, in `.retort/runs.jsonl`. It never fails a run: it is for looking back. */
export class RunJournal {
  readonly #file: string

  constructor(projectFolder: string) {
    this.#file = path.join(projectFolder, '.retort', 'runs.jsonl')
  }

  async add(entry: Omit<RunEntry, 'version'>): Promise<void> {
    const steps = entry.steps.map(step => ({ ...step, sql: step.sql.slice(0, SQL_KEPT_PER_STEP) }))
    try {
      await mkdir(path.dirname(this.#file), { recursive: true })
      await appendFile(this.#file, `${JSON.stringify({ ...entry, version: VERSION, steps })}\n`)
    } catch {
      // A read-only project folder must not turn a finished run into a failed one.
    }
  }

  /** Newest first. */
  async list(): Promise<readonly RunEntry[]> {
    const text = await readFile(this.#file, 'utf8').catch(() => '')
    return text
      .split('\n')
      .flatMap(line => parsed(line))
      .reverse()
  }
}

function parsed(line: string): readonly RunEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as RunEntry]
  } catch {
    return [] // the last line of a run that was killed while it was written
  }
}
