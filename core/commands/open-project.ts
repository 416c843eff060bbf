import { loadConfig, type ConfigRequest } from '../config/load-config'
import type { Settings } from '../config/settings'
import type { ConnectOptions, ReadConnection, WriteConnection } from '../dialects/connection'
import type { Dialect } from '../dialects/dialect'
import { dialects } from '../dialects/index'
import { ScriptDirectory } from '../script/script-directory'

/** A project as the commands see it: its settings, its revisions, the way to its database. */
export class Project {
  readonly settings: Settings
  readonly dialect: Dialect
  readonly #password: string | null

  constructor(settings: Settings, password: string | null = null) {
    this.settings = settings
    this.dialect = dialects[settings.url.dialect]
    this.#password = password
  }

  /** The same project with a password that is kept in memory only. */
  withPassword(password: string): Project {
    return new Project(this.settings, password)
  }

  /** The revision files, read as they are on disk now; none of them is run. */
  script(): Promise<ScriptDirectory> {
    return ScriptDirectory.read(this.settings)
  }

  get rendersAsBatch(): boolean {
    return this.settings.renderAsBatch ?? this.dialect.rendersAsBatch
  }

  get connectOptions(): ConnectOptions {
    return {
      foreignKeys: this.settings.foreignKeys,
      ...(this.#password === null ? {} : { password: this.#password }),
    }
  }

  /** Connects for reading, for as long as `work` takes. A database that is not there yet reads as an empty one. */
  async reading<T>(work: (connection: ReadConnection) => Promise<T>, options: ConnectOptions = {}): Promise<T> {
    return this.#connected({ ...options, readOnly: true, missingIsEmpty: true }, work)
  }

  /** Connects for a run, for as long as `work` takes. A SQLite file that is not there yet is created. */
  async writing<T>(work: (connection: WriteConnection) => Promise<T>, options: ConnectOptions = {}): Promise<T> {
    return this.#connected({ ...options, create: true }, work)
  }

  /** For a command that connects several times: a database that takes long to open is opened once. */
  keepingOpen<T>(work: () => Promise<T>): Promise<T> {
    return this.dialect.driver.keepingOpen(work)
  }

  async #connected<T>(options: ConnectOptions, work: (connection: WriteConnection) => Promise<T>): Promise<T> {
    const connection = await this.dialect.driver.connect(this.settings.url, { ...this.connectOptions, ...options })
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }
}

/** Opens the project that the configuration describes. Nothing is connected, nothing of its revisions is run. */
export const openProject = async (request: ConfigRequest): Promise<Project> => new Project(await loadConfig(request))
