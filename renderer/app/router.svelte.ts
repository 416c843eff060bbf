import { formatRoute, parseRoute, type Route } from './route'

/** May keep the page where it is, by answering false (unsaved changes). */
export type LeaveGuard = (next: Route) => boolean | Promise<boolean>

/** The address bar as state. */
export class Router {
  route = $state.raw<Route>({ name: 'home' })
  #guard: LeaveGuard | null = null
  #settled = ''

  start(): () => void {
    this.#settled = location.hash
    this.route = parseRoute(location.hash)
    const listener = () => void this.#follow()
    window.addEventListener('hashchange', listener)
    return () => window.removeEventListener('hashchange', listener)
  }

  go(route: Route): void {
    location.hash = formatRoute(route)
  }

  /** Asks before the page leaves the current view. Returns the function that stops asking. */
  guard(guard: LeaveGuard): () => void {
    this.#guard = guard
    return () => {
      if (this.#guard === guard) this.#guard = null
    }
  }

  async #follow(): Promise<void> {
    const hash = location.hash
    if (hash === this.#settled) return
    const next = parseRoute(hash)
    if (this.#guard && !(await this.#guard(next))) {
      history.replaceState(null, '', this.#settled)
      return
    }
    this.#guard = null
    this.#settled = hash
    this.route = next
  }
}
