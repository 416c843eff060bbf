import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** A folder or a file that the system hands to the app: by its file manager, a command line, a link. */
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('project'), folder: z.string() }),
  z.object({ kind: z.literal('database'), file: z.string() }),
])
export type Place = z.infer<typeof place>

const shellEvent = z.discriminatedUnion('kind', [
  /** A project's configuration is a program: what a link names is opened only when the person says so. */
  z.object({ kind: z.literal('open'), place, isTrusted: z.boolean() }),
  /** A line of the native menu was chosen. */
  z.object({ kind: z.literal('command'), id: z.string() }),
  z.object({ kind: z.literal('engineExit') }),
])
export type ShellEvent = z.infer<typeof shellEvent>

const menuItem = z.object({ id: z.string(), title: z.string(), keys: z.string().nullable() })
const menuSection = z.object({ title: z.string(), items: z.array(menuItem) })
export type MenuSection = z.infer<typeof menuSection>

/** What to ask a person who quits while a run is under way. */
const quitQuestion = z.object({ message: z.string(), detail: z.string(), stay: z.string(), quit: z.string() })
export type QuitQuestion = z.infer<typeof quitQuestion>

const secretStorage = z.object({
  /** What seals passwords: `keychain`, `dpapi`, `gnome_libsecret`, `kwallet6`, or `none`. */
  backend: z.string(),
  /** Whether a password outlives the session; if not it is kept in memory only. */
  isLasting: z.boolean(),
})
export type SecretStorage = z.infer<typeof secretStorage>

/** `off`: no feed is set; `unsupported`: this copy was not installed from a package. */
const updateState = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['off', 'unsupported', 'current']) }),
  z.object({ kind: z.literal('found'), version: z.string() }),
])
export type UpdateState = z.infer<typeof updateState>

const name = z.string().min(1).max(2000)
const secretName = z.object({ name })

/** What the page may ask of the window around it. There is none in a browser. */
export const shell = {
  /** Yields what the window has to tell, for as long as it is listened to. */
  events: oc.output(eventIterator(shellEvent)),
  chooseFolder: oc.output(z.string().nullable()),
  chooseFile: oc.output(z.string().nullable()),
  secrets: {
    storage: oc.output(secretStorage),
    read: oc.input(secretName).output(z.string().nullable()),
    /** Answers whether it will be there after a restart. */
    keep: oc.input(secretName.extend({ secret: z.string().max(10_000) })).output(z.boolean()),
    forget: oc.input(secretName),
  },
  /** The native menu, from the commands of the palette. */
  showMenu: oc.input(z.object({ sections: z.array(menuSection).max(20) })),
  useTheme: oc.input(z.object({ theme: z.enum(['system', 'light', 'dark']) })),
  /** A project was opened: the system may list it among the recent ones. */
  projectOpened: oc.input(z.object({ folder: name })),
  /** Hands a backup to the drag that has just begun. */
  dragBackup: oc.input(z.object({ file: name })),
  runs: {
    begun: oc.input(quitQuestion),
    ended: oc.input(z.object({ title: z.string(), body: z.string(), tookMs: z.number() })),
    /** A run is being cancelled: an engine that gives no sign of life soon is ended. */
    cancelling: oc,
  },
  updates: {
    feed: oc.output(z.string().nullable()),
    /** Where new versions are asked for; null for nowhere, which it is until somebody says otherwise. */
    useFeed: oc.input(
      z.object({
        feed: z
          .url({ protocol: /^https$/ })
          .max(2000)
          .nullable(),
      }),
    ),
    check: oc.output(updateState),
    download: oc,
    /** Quits, and starts again as the new version. */
    install: oc,
  },
}

export type ShellContract = typeof shell
