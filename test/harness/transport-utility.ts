import { serveMain } from '../../electron/serve-main'
import { transportRouter } from './transport-router'

// The engine's process of the desktop app, with other calls than the real one.
serveMain(transportRouter)
