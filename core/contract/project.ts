import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call, failure, projectInput } from './failure'

const dialectName = z.enum(['sqlite', 'postgresql', 'pglite'])

export const databaseInfo = z.object({
  /** The key under `databases` of the configuration; null for the main one. */
  name: z.string().nullable(),
  dialect: dialectName,
  /** The URL with its password as `***`. */
  url: z.string(),
  /** For people: `bookshop.db`, `shop on localhost`. */
  label: z.string(),
})
export type DatabaseInfo = z.infer<typeof databaseInfo>

const projectInfo = z.object({
  folder: z.string(),
  name: z.string(),
  databases: z.array(databaseInfo),
  modelPaths: z.array(z.string()),
})
export type ProjectInfo = z.infer<typeof projectInfo>

const recentProject = z.object({ folder: z.string(), name: z.string(), openedAt: z.string(), exists: z.boolean() })
export type RecentProject = z.infer<typeof recentProject>

/** The one thing the state pill says. */
const status = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('atHead') }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('behind'), revisions: z.number() }),
  z.object({ kind: z.literal('drifted'), differences: z.number() }),
  z.object({ kind: z.literal('unknownRevision'), revision: z.string() }),
  z.object({ kind: z.literal('cannotConnect'), failure }),
  z.object({ kind: z.literal('broken'), failure }),
])
export type ProjectStatus = z.infer<typeof status>

const projectState = z.object({
  status,
  serverVersion: z.string().nullable(),
  counts: z.object({
    revisions: z.number(),
    pending: z.number(),
    differences: z.number().nullable(),
    backups: z.number(),
  }),
})
export type ProjectState = z.infer<typeof projectState>

const folderEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'project', 'database', 'file']),
})
export type FolderEntry = z.infer<typeof folderEntry>

const folderListing = z.object({ folder: z.string(), parent: z.string().nullable(), entries: z.array(folderEntry) })
export type FolderListing = z.infer<typeof folderListing>

export const project = {
  recent: call.output(z.array(recentProject)),
  forget: call.input(z.object({ folder: z.string() })).output(z.array(recentProject)),
  /** Copies the shipped bookshop to a new folder of the user's. */
  openSample: call.output(projectInfo),
  open: call.input(z.object({ folder: z.string() })).output(projectInfo),
  /** Writes a new project. `fromExisting` makes the database's schema the model and the first revision, stamped. */
  create: call
    .input(
      z.object({
        folder: z.string(),
        url: z.string(),
        password: z.string().optional(),
        model: z.enum(['typescript', 'sql']),
        fromExisting: z.boolean(),
      }),
    )
    .output(projectInfo),
  state: call.input(projectInput).output(projectState),
  /** Yields whenever the project's files or its database change. */
  watch: call.input(projectInput).output(eventIterator(z.object({ changed: z.enum(['files', 'database']) }))),
  /** A folder's content, for picking where there is no native dialog. Without a folder: the home folder. */
  browse: call.input(z.object({ folder: z.string().optional() })).output(folderListing),
}
