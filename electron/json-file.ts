import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A small file of the user's own, replaced as a whole. What cannot be read counts as not there. */
export class JsonFile<Content extends object> {
  constructor(
    readonly path: string,
    readonly empty: Content,
  ) {}

  read(): Content {
    try {
      return { ...this.empty, ...(JSON.parse(readFileSync(this.path, 'utf8')) as Content) }
    } catch {
      return this.empty
    }
  }

  write(content: Content): void {
    mkdirSync(path.dirname(this.path), { recursive: true })
    const draft = `${this.path}.new`
    writeFileSync(draft, JSON.stringify(content), { mode: 0o600 })
    renameSync(draft, this.path)
  }
}
