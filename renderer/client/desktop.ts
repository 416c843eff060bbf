/** What the Electron shell offers the page. Absent in a browser. */
export interface Desktop {
  /** Asks for a fresh port to the engine; it arrives as the window message `engine:port`. */
  connectEngine(): void
  chooseFolder?(): Promise<string | null>
  chooseFile?(): Promise<string | null>
}

declare global {
  interface Window {
    readonly desktop?: Desktop
  }
}

export function desktop(): Desktop | null {
  return typeof window === 'undefined' ? null : (window.desktop ?? null)
}
