import type { Component } from 'svelte'
import type { ProjectView } from '../app/route'
import Backups from './backups/BackupsView.svelte'
import Connections from './connections/ConnectionsView.svelte'
import Runs from './runs/RunsView.svelte'
import Settings from './settings/SettingsView.svelte'

/** What a view of a project is given: the thing it was opened for, such as a revision. */
export interface ViewProps {
  readonly item: string | null
}

type View = Component<ViewProps> | Component<Record<never, never>>

/** The views that weigh little come with the page; the others when they are first shown. */
const modules = import.meta.glob<{ default: View }>('./{history,diff,editor}/*View.svelte')
const later = (path: string) => async () => (await modules[path]?.())?.default ?? null

export const views: Readonly<Record<ProjectView, () => Promise<View | null>>> = {
  history: later('./history/HistoryView.svelte'),
  diff: later('./diff/DiffView.svelte'),
  editor: later('./editor/EditorView.svelte'),
  backups: async () => Backups,
  runs: async () => Runs,
  connections: async () => Connections,
  settings: async () => Settings,
}

const dialogs = import.meta.glob<{ default: Component<Record<never, never>> }>('./run/RunDialog.svelte')

/** The dialog of a run: shown while `app.run` is set, closed by `app.closeRun()`. */
export const runDialog = async () => (await dialogs['./run/RunDialog.svelte']?.())?.default ?? null
