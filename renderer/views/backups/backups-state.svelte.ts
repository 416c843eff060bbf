import type { BackupRecord } from '../../../core/contract/backups'
import type { ProjectInput } from '../../app/app-state.svelte'
import { Task } from '../../app/task.svelte'
import { asFailure, type Failure } from '../../client/failure'
import type { EngineClient } from '../../client/engine-client'

export type BackupsClient = EngineClient['backups']

/** What was asked about one backup and must be confirmed first. */
export interface Question {
  readonly kind: 'restore' | 'remove'
  readonly backup: BackupRecord
}

/** The backups of one database and what can be done with them. */
export class BackupsState {
  /** null until they are read. */
  backups = $state.raw<readonly BackupRecord[] | null>(null)
  question = $state.raw<Question | null>(null)
  /** Paths of those being read through. */
  verifying = $state.raw<readonly string[]>([])
  /** What verifying found wrong, by path. */
  problems = $state.raw<Readonly<Record<string, Failure>>>({})
  readonly reading = new Task()
  readonly creating = new Task()
  readonly answering = new Task()

  readonly #client: BackupsClient
  readonly #input: ProjectInput

  constructor(client: BackupsClient, input: ProjectInput) {
    this.#client = client
    this.#input = input
  }

  load = async (): Promise<void> => {
    const backups = await this.reading.run(() => this.#client.list(this.#input))
    if (backups) this.backups = backups
  }

  create = async (): Promise<BackupRecord | null> => {
    const backup = await this.creating.run(() => this.#client.create(this.#input))
    if (backup) await this.load()
    return backup
  }

  /** Reads the whole file. What is wrong with it is shown beside it. */
  verify = async ({ path }: BackupRecord): Promise<boolean> => {
    this.verifying = [...this.verifying, path]
    const { [path]: _former, ...others } = this.problems
    this.problems = others
    try {
      const verified = await this.#client.verify({ ...this.#input, path })
      this.backups = this.backups?.map(backup => (backup.path === path ? verified : backup)) ?? null
      return true
    } catch (error) {
      this.problems = { ...this.problems, [path]: asFailure(error) }
      return false
    } finally {
      this.verifying = this.verifying.filter(other => other !== path)
    }
  }

  ask(kind: Question['kind'], backup: BackupRecord): void {
    this.answering.failure = null
    this.question = { kind, backup }
  }

  /** Takes the question back, unless it is being acted upon. */
  dismiss(): boolean {
    if (this.answering.isRunning) return false
    this.question = null
    return true
  }

  /** The backup taken of what was there before, or null when none could be; undefined when it failed. */
  restore = async ({ path }: BackupRecord): Promise<BackupRecord | null | undefined> => {
    const answer = await this.answering.run(() => this.#client.restore({ ...this.#input, path }))
    if (!answer) return undefined
    this.question = null
    await this.load()
    return answer.before
  }

  remove = async ({ path }: BackupRecord): Promise<boolean> => {
    const backups = await this.answering.run(() => this.#client.remove({ ...this.#input, path }))
    if (!backups) return false
    this.backups = backups
    this.question = null
    return true
  }
}
