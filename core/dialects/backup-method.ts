import type { ConnectOptions } from './connection'
import type { DatabaseUrl } from './database-url'

export interface BackupOptions extends ConnectOptions {
  readonly onProgress?: (done: number, total: number) => void
}

/** How a database of this kind is backed up into one file, and brought back. */
export interface BackupMethod {
  /** With the dot: ".db". */
  readonly extension: string
  /** Writes a consistent copy of the database at `url` to `file`, which must not exist. */
  create(url: DatabaseUrl, file: string, options?: BackupOptions): Promise<void>
  /** Resolves to what is wrong with the file, or null when it is whole. */
  verify(file: string): Promise<string | null>
  /** Puts the database at `url` back to what `file` holds: all of it or, on failure, nothing of it. */
  restore(file: string, url: DatabaseUrl, options?: BackupOptions): Promise<void>
}
