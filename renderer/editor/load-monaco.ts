import { currentLanguage } from '../i18n/language.svelte'
import type * as monaco from './monaco'

export type Monaco = typeof monaco

let loading: Promise<Monaco> | null = null

/** The editor weighs megabytes: it is loaded when it is first needed, once. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= load().catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

/** Monaco reads its words while it loads, so they come first. */
async function load(): Promise<Monaco> {
  if (currentLanguage() === 'ru') await import('monaco-editor/nls/lang/ru.js')
  return import('./monaco')
}
