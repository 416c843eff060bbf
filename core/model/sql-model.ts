import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseUrl } from '../dialects/database-url'
import type { Dialect, InspectOptions, ScratchOptions } from '../dialects/dialect'
import { asRetortError, RetortError } from '../errors'
import type { Schema } from '../schema/schema'

export interface SqlModelRequest {
  /** Absolute paths, run in this order. */
  readonly files: readonly string[]
  readonly dialect: Dialect
  /** The database the model is for: the scratch database is one of the same server. */
  readonly url: DatabaseUrl
  readonly scratch?: ScratchOptions
  readonly inspect?: InspectOptions
}

/** A model of plain DDL: run on a scratch database of the same dialect and read back from there. */
export async function loadSqlModel({ files, dialect, url, scratch, inspect }: SqlModelRequest): Promise<Schema> {
  const database = await dialect.openScratch(url, scratch)
  try {
    for (const file of files) {
      const text = await readFile(file, 'utf8')
      if (text.trim() === '') continue
      await database.connection.script(text).catch((error: unknown) => {
        throw badModel(error, file)
      })
    }
    return await dialect.inspect(database.connection, inspect)
  } finally {
    await database.close()
  }
}

function badModel(error: unknown, file: string): RetortError {
  const { message, details } = asRetortError(error)
  return new RetortError('BAD_MODEL', `${path.basename(file)} does not run: ${message}`, {
    hint: `Correct ${file}; nothing was changed.`,
    path: file,
    cause: error,
    ...(details.sql === undefined ? {} : { sql: details.sql }),
  })
}
