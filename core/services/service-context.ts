import path from 'node:path'
import { openProject, type Project } from '../commands/open-project'

/** What the services of one engine share: where the user's things are, and what must not be written down. */
export class ServiceContext {
  readonly #passwords = new Map<string, string>()

  /** `userData` is the folder of this program's own files: recent projects, samples. */
  constructor(readonly userData: string) {}

  get samplesFolder(): string {
    return path.join(this.userData, 'samples')
  }

  /** The project of a call, with its configuration as it is on disk now. */
  async project({
    project,
    database,
  }: {
    readonly project: string
    readonly database?: string | undefined
  }): Promise<Project> {
    const opened = await openProject({ cwd: project, x: {}, ...(database === undefined ? {} : { name: database }) })
    const password = this.#passwords.get(opened.settings.url.shown)
    return password === undefined ? opened : opened.withPassword(password)
  }

  /** Keeps a password in memory, for as long as the engine lives. */
  remember(shownUrl: string, password: string): void {
    this.#passwords.set(shownUrl, password)
  }
}
