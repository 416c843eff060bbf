import { serveParent } from '../../core/hosts/serve-parent'
import { transportRouter } from './transport-router'

// The engine's process of the browser host, with other calls than the real one.
serveParent(transportRouter)
