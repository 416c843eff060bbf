import type { Dialect } from './dialect'
import { pglite } from './pglite/dialect'
import { postgresql } from './postgresql/dialect'
import { sqlite } from './sqlite/dialect'

export type DialectName = 'sqlite' | 'postgresql' | 'pglite'

/** The one list of dialects. Tests, the command line's help and the connection form all read it. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { sqlite, postgresql, pglite }
