import { createContext } from 'svelte'
import type { AppState } from './app-state.svelte'

/** `useApp()` in any component below App; `provideApp(app)` once, there. */
export const [useApp, provideApp] = createContext<AppState>()
