import { contextBridge, ipcRenderer } from 'electron/renderer'

// Bundled to one CommonJS file: a sandboxed preload may require nothing but Electron itself.

/** Who answers at the other end of a port: the engine's process, or the main process for what is the window's own. */
export type Peer = 'engine' | 'shell'

const desktop = {
  /** Asks for a fresh port; it arrives as the window message `engine:port` or `shell:port`, which carries it. */
  connect: (peer: Peer): void => ipcRenderer.send('connect', peer),
}

/** What the page finds at `window.desktop`: this one function. */
export type DesktopBridge = typeof desktop

// contextBridge cannot carry a MessagePort; window.postMessage hands it over into the page's own world.
ipcRenderer.on('port', (event, peer: Peer) => window.postMessage(`${peer}:port`, '/', event.ports))
contextBridge.exposeInMainWorld('desktop', desktop)
