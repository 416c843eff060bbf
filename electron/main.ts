import path from 'node:path'
import { app, type BrowserWindow } from 'electron/main'
import type { ShellEvent } from '../core/contract/shell'
import { createEngine } from '../core/hosts/engine'
import { EngineSupervisor } from '../core/hosts/engine-supervisor'
import { onOpening, ownArguments, useOwnFolder } from './instance'
import { setMenu } from './menu'
import { answerMessages } from './messages'
import { registerPageScheme, servePage } from './page-protocol'
import { openingIn } from './places'
import { RunWatch } from './run-watch'
import { Secrets } from './secrets'
import { ShellEvents } from './shell-events'
import { createShellServices } from './shell-services'
import { Updates } from './updates'
import { UtilityEngine } from './utility-engine'
import { bringForward, openWindow } from './window'
import { WindowState } from './window-state'

// Built, this module is one folder below `dist`, whether as an entry or as a chunk.
const DIST = path.resolve(import.meta.dirname, '..')
let window: BrowserWindow | null = null

// Electron wants these before it is ready; an await above them would lose the race.
app.enableSandbox()
registerPageScheme()
const folder = useOwnFolder()

if (app.requestSingleInstanceLock({ ...ownArguments() })) start()
else app.quit()

function start(): void {
  const events = new ShellEvents()
  const runs = new RunWatch()
  let opening: ShellEvent | null = openingIn(ownArguments())
  onOpening(asked => {
    if (window) bringForward(window)
    if (asked === null) return
    if (window) events.tell(asked)
    else opening = asked
  })

  const supervisor = new EngineSupervisor({
    start: () => new UtilityEngine(path.join(DIST, 'electron', 'engine.js')),
    onExit: () => events.tell({ kind: 'engineExit' }),
  })
  const services = createEngine(
    createShellServices({
      window: () => window,
      events,
      runs,
      secrets: new Secrets(folder),
      updates: new Updates(folder),
      dragIcon: path.join(DIST, '..', 'resources', 'icons', '64x64.png'),
      cancelling: () => supervisor.cancelling(),
    }),
  )
  answerMessages({
    engine: async port => {
      const engine = await supervisor.engine().catch(() => null)
      engine?.connect(port)
      return engine !== null
    },
    shell: port => {
      // A page that is gone has taken its run with it.
      port.on('close', () => runs.forget())
      services.connect(port)
      port.start()
      return true
    },
  })

  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => supervisor.stop())
  void app.whenReady().then(() => {
    setMenu([], () => undefined)
    servePage(path.join(DIST, 'page'))
    const state = new WindowState(folder)
    window = openWindow({ preload: path.join(DIST, 'electron', 'preload.cjs'), state, runs, opening })
    if (opening?.kind === 'open' && !opening.isTrusted) events.tell(opening)
    window.on('closed', () => {
      window = null
    })
  })
}
