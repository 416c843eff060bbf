import path from 'node:path'
import { app, type BrowserWindow } from 'electron/main'
import { EngineSupervisor } from '../core/hosts/engine-supervisor'
import { userDataFolder } from '../core/hosts/user-data'
import { setMenu } from './menu'
import { answerMessages } from './messages'
import { registerPageScheme, servePage } from './page-protocol'
import { Secrets } from './secrets'
import { UtilityEngine } from './utility-engine'
import { openWindow } from './window'

// Built, this module is one folder below `dist`, whether as an entry or as a chunk.
const DIST = path.resolve(import.meta.dirname, '..')
let window: BrowserWindow | null = null

// Electron wants these before it is ready; an await above them would lose the race.
app.enableSandbox()
registerPageScheme()

const supervisor = new EngineSupervisor({
  start: () => new UtilityEngine(path.join(DIST, 'electron', 'engine.js')),
  onExit: () => window?.webContents.send('engine:exit'),
})
answerMessages({ supervisor, secrets: new Secrets(userDataFolder()), window: () => window })

app.on('window-all-closed', () => app.quit())
app.on('will-quit', () => supervisor.stop())

void app.whenReady().then(() => {
  setMenu()
  servePage(path.join(DIST, 'page'))
  window = openWindow(path.join(DIST, 'electron', 'preload.cjs'), projectArgument())
  window.on('closed', () => {
    window = null
  })
})

/** The project named on the command line: `retort studio` passes it after the app's own folder. */
function projectArgument(): string | undefined {
  const own = app.isPackaged ? 1 : 2
  return process.argv.slice(own).find(argument => !argument.startsWith('-'))
}
