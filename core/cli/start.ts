import { isRightNode } from './right-node'

if (await isRightNode()) {
  const { start } = await import('./start-studio')
  process.exitCode = await start(process.argv.slice(2))
}
