import { createServices } from '../services'
import { ServiceContext } from '../services/service-context'
import { serveParent } from './serve-parent'
import { userDataFolder } from './user-data'

/** Entry of the process that a host forks: database work happens here, so that no window ever freezes. */
serveParent(createServices(new ServiceContext(userDataFolder())))
