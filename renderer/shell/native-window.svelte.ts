import type { MenuSection, Place, ShellEvent } from '../../core/contract/shell'
import type { AppState } from '../app/app-state.svelte'
import type { Command } from '../app/commands.svelte'
import { chosenTheme } from '../app/theme.svelte'
import { engineExited } from '../client/connection'
import { type Desktop, desktop } from '../client/desktop'
import { t } from '../i18n/language.svelte'

/** The menus, and the commands of the palette that belong to each by the beginning of their ids. */
const MENUS = [
  { title: 'shell.menuFile', ids: /^(?:new|home)/ },
  { title: 'shell.menuGo', ids: /^go\./ },
  { title: 'shell.menuAppearance', ids: /^(?:theme|language)\./ },
] as const

/** Keeps the native window and the page as one, in the desktop app. Call it while a component is being made. */
export function followNativeWindow(app: AppState): void {
  const shell = desktop()
  if (!shell) return
  $effect(() => {
    void shell.showMenu({ sections: menuSections(app.commands.all) })
  })
  $effect(() => {
    void shell.useTheme({ theme: chosenTheme() })
  })
  $effect(() => {
    const stop = new AbortController()
    void listen(app, shell, stop.signal)
    return () => stop.abort()
  })
}

/** Every command there is right now, in menus; what has no menu of its own is an action. */
export function menuSections(commands: readonly Command[]): MenuSection[] {
  const isListed = (id: string): boolean => MENUS.some(({ ids }) => ids.test(id))
  const [file, ...others] = MENUS.map(({ title, ids }) => section(t(title), commands, id => ids.test(id)))
  const actions = section(t('shell.menuActions'), commands, id => !isListed(id))
  return [...(file ? [file] : []), actions, ...others].filter(({ items }) => items.length > 0)
}

function section(title: string, commands: readonly Command[], isIn: (id: string) => boolean): MenuSection {
  const items = commands.filter(({ id }) => isIn(id))
  return { title, items: items.map(({ id, title: text, keys }) => ({ id, title: text, keys: keys ?? null })) }
}

async function listen(app: AppState, shell: Desktop, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of await shell.events(undefined, { signal })) receive(app, event)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function receive(app: AppState, event: ShellEvent): void {
  if (event.kind === 'command') {
    void app.commands.all.find(({ id }) => id === event.id)?.run()
  } else if (event.kind === 'open') {
    if (event.isTrusted) openPlace(app, event.place)
    else if (event.place.kind === 'project') app.linkedFolder = event.place.folder
  } else engineExited()
}

/** A project's history, or a new project on a database that is there. */
export function openPlace(app: AppState, place: Place): void {
  app.linkedFolder = null
  app.go(
    place.kind === 'project'
      ? { name: 'project', folder: place.folder, view: 'history', item: null }
      : { name: 'newProject', file: place.file },
  )
}
