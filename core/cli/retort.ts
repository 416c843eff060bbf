#!/usr/bin/env node
import { isRightNode } from './right-node'

if (await isRightNode()) {
  // Imported only now: what follows cannot be read by an older Node.
  const { main } = await import('./main')
  process.exitCode = await main(process.argv.slice(2))
}
