import { createServices, ServiceContext } from '../core/services'
import { createEngine } from '../core/hosts/engine'
import { userDataFolder } from '../core/hosts/user-data'

/** Entry of the utility process: owns the databases and answers on every port that main hands it. */
const engine = createEngine(createServices(new ServiceContext(userDataFolder())))

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if (data === 'ping') return process.parentPort.postMessage('pong')
  if (!port) return
  engine.connect(port)
  port.start()
})
process.parentPort.postMessage('ready')
