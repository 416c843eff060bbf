// `npm run dev`: builds on every change and starts the app again in the browser. Reload the page to see it.
import { spawn } from 'node:child_process'
import { watch } from 'rolldown'
import { build } from 'vite'
import programs from './rolldown.config.mjs'

let app

function restart() {
  app?.kill('SIGTERM')
  const args = ['dist/core/start.js', '--browser', ...(app ? ['--no-open'] : []), ...process.argv.slice(2)]
  app = spawn(process.execPath, args, { stdio: 'inherit' })
}

await build({ root: 'renderer', configFile: 'renderer/vite.config.ts', logLevel: 'warn', build: { watch: {} } })

watch(programs).on('event', event => {
  if (event.code === 'END') restart()
  if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`)
})

process.once('SIGINT', () => {
  app?.kill('SIGTERM')
  process.exit()
})
