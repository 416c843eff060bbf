// `npm run package [-- electron-builder's own options]`: installers for this system, or for --linux, --mac, --win.
// Nothing is fetched when Electron's archive is in electron-builder's cache, in node_modules/electron/dist, or in the
// folder (or at the path) that ELECTRON_DIST names.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const FAILED = '⨯'
const args = process.argv.slice(2)
const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'))

// Parts of former builds have names of their own and would be packed too.
rmSync('dist/chunks', { recursive: true, force: true })
const built = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' })
if (built.status !== 0) process.exit(built.status ?? 1)

const dist = electronDist()
const builder = spawn(
  process.execPath,
  [require.resolve('electron-builder/cli.js'), ...args, ...(dist ? [`-c.electronDist=${dist}`] : [])],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
let report = ''
builder.stdout.setEncoding('utf8').on('data', text => {
  report += text
  // What went wrong is said below, in a line instead of a stack.
  if (!report.includes(FAILED)) process.stdout.write(text)
})
builder.once('exit', code => {
  process.exitCode = code ?? 1
  if (code === 0) return
  const failure = report.slice(report.indexOf(FAILED))
  process.stderr.write(isOffline(failure) ? whatIsMissing(failure) : failure)
})

/** The program that came with the electron package is this system's own: for another it is of no use. */
function electronDist() {
  const given = process.env.ELECTRON_DIST
  if (given) return path.resolve(given)
  const own = path.join(path.dirname(require.resolve('electron/package.json')), 'dist')
  const isForOthers = args.some(arg =>
    /^(--(linux|mac|macos|win|windows|arm64|armv7l|ia32|universal)|-[lmw]+)$/.test(arg),
  )
  return !isForOthers && existsSync(path.join(own, 'version')) ? own : null
}

function isOffline(text) {
  return /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|Response code [45]\d\d|status(?: code)? [45]\d\d/i.test(
    text,
  )
}

function whatIsMissing(failure) {
  const archive = `electron-v${version}-<platform>-<arch>.zip`
  const found = /https?:\/\/\S+|getaddrinfo \w+ \S+|connect \w+ \S+/.exec(failure)?.[0] ?? 'the network'
  const tool = dist === null ? `Electron's archive (${archive})` : "a tool of one of the package's formats"
  const hint =
    dist === null
      ? `put ${archive} into a folder and run again with ELECTRON_DIST=<that folder>, or go online once.`
      : 'go online once (it is kept from then on), or package the bare folder with `npm run package -- --dir`.'
  return `error: ${tool} is neither here nor to be fetched (${found}).\n  next: ${hint}\n`
}
