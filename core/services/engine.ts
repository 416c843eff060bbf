import { getHeapStatistics } from 'node:v8'
import { sqliteVersion } from '../commands/sqlite-version'
import { VERSION } from '../version'
import { os } from './os'

export const engineService = () => ({
  info: os.engine.info.handler(async () => ({
    version: VERSION,
    node: process.versions.node,
    sqlite: await sqliteVersion(),
    pid: process.pid,
    memory: memory(),
  })),
})

function memory(): { used: number; ceiling: number } {
  const { used_heap_size: used, heap_size_limit: ceiling } = getHeapStatistics()
  return { used, ceiling }
}
