import { contextBridge, ipcRenderer } from 'electron/renderer'

// Bundled to one CommonJS file: a sandboxed preload may require nothing but Electron itself.

const desktop = {
  /** Asks for a fresh port to the engine; it arrives as the window message `engine:port`, which carries it. */
  connectEngine: (): void => ipcRenderer.send('engine:connect'),
  /** A run is being cancelled: an engine that gives no sign of life soon is ended. */
  engineCancelling: (): void => ipcRenderer.send('engine:cancelling'),
  onEngineExit: (listener: () => void): void => {
    ipcRenderer.on('engine:exit', () => listener())
  },
  chooseFolder: (): Promise<string | null> => ipcRenderer.invoke('dialog:folder'),
  chooseFile: (): Promise<string | null> => ipcRenderer.invoke('dialog:file'),
  /** Whether this machine has a keychain; without one no password is ever written down. */
  keepsSecrets: (): Promise<boolean> => ipcRenderer.invoke('secret:available'),
  readSecret: (name: string): Promise<string | null> => ipcRenderer.invoke('secret:read', name),
  keepSecret: (name: string, secret: string): Promise<void> => ipcRenderer.invoke('secret:keep', name, secret),
  forgetSecret: (name: string): Promise<void> => ipcRenderer.invoke('secret:forget', name),
}

/** What the page finds at `window.desktop`. */
export type Desktop = typeof desktop

// contextBridge cannot carry a MessagePort; window.postMessage hands it over into the page's own world.
ipcRenderer.on('engine:port', event => window.postMessage('engine:port', '/', event.ports))
contextBridge.exposeInMainWorld('desktop', desktop)
