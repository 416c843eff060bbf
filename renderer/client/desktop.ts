/** What the Electron shell offers the page (electron/preload.ts). Absent in a browser. */
export interface Desktop {
  /** Asks for a fresh port to the engine; it arrives as the window message `engine:port`. */
  connectEngine(): void
  /** A run is being cancelled: an engine that gives no sign of life soon is ended. */
  engineCancelling(): void
  chooseFolder(): Promise<string | null>
  chooseFile(): Promise<string | null>
  /** Whether this machine has a keychain; without one no password is ever written down. */
  keepsSecrets(): Promise<boolean>
  readSecret(name: string): Promise<string | null>
  keepSecret(name: string, secret: string): Promise<void>
}

declare global {
  interface Window {
    readonly desktop?: Desktop
  }
}

export function desktop(): Desktop | null {
  return typeof window === 'undefined' ? null : (window.desktop ?? null)
}

/** Tells the host that a run is being cancelled, so that it ends an engine too deep in a statement to hear of it. */
export function announceCancelling(): void {
  const shell = desktop()
  if (shell) shell.engineCancelling()
  else void fetch('engine/cancelling', { method: 'POST' })
}
