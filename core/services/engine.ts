import { sqliteVersion } from '../commands/sqlite-version'
import { VERSION } from '../version'
import { os } from './os'

export const engineService = () => ({
  info: os.engine.info.handler(async () => ({
    version: VERSION,
    node: process.versions.node,
    sqlite: await sqliteVersion(),
    pid: process.pid,
  })),
})
