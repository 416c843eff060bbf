import { userDataFolder } from '../core/hosts/user-data'
import { createServices, ServiceContext } from '../core/services'
import { serveMain } from './serve-main'

/** Entry of the utility process: database work happens here, so that the window never freezes. */
serveMain(createServices(new ServiceContext(userDataFolder())))
