import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'
import { inRepository } from './repository'

/** Electron promises a `close` event on the page's MessagePorts; Chromium has it only behind a switch. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--enable-blink-features=MessagePortCloseEvent',
]

/** Starts the browser that comes inside an npm package; nothing has to be installed. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpackedChromium()
  if (folder === undefined) return chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS })
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    args: ARGUMENTS,
    env: { ...process.env, ...librariesOf(folder), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  })
}

/** Unpacked once for every version of the package, beside the packages themselves. */
async function unpackedChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const packed = inRepository('node_modules', '@sparticuz', 'chromium')
  const manifest = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as { version: string }
  const cache = inRepository('node_modules', '.cache')
  const folder = path.join(cache, `chromium-${manifest.version}`)
  if (existsSync(folder)) return folder

  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(path.join(cache, 'unpacking-'))
  const before = process.env['TMPDIR']
  try {
    // The package unpacks into the folder for temporary files, where an archive half unpacked by another process counts as done.
    process.env['TMPDIR'] = work
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    for (const archive of archives) await inflate(path.join(packed, 'bin', archive))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  writeFileSync(path.join(work, 'fonts.conf'), fontSettings(folder))
  try {
    renameSync(work, folder)
  } catch {
    // Another process was first.
    rmSync(work, { recursive: true, force: true })
  }
  return folder
}

/** Without a font that fontconfig finds, Chromium draws no text at all. */
function fontSettings(folder: string): string {
  const places = [path.join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  const list = places.map(place => `<dir>${place}</dir>`).join('')
  return `<?xml version="1.0"?><fontconfig>${list}<cachedir>${path.join(folder, 'fonts-cache')}</cachedir></fontconfig>`
}

/** A machine without the libraries of a desktop uses those that come in the package. */
function librariesOf(folder: string): Record<string, string> {
  const known = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { PATH: `/usr/sbin:/sbin:${process.env['PATH']}` },
  })
  if (known.stdout?.includes('libnss3.so') && known.stdout.includes('libnspr4.so')) return {}
  const inherited = process.env['LD_LIBRARY_PATH']
  const own = path.join(folder, 'al2023', 'lib')
  return { LD_LIBRARY_PATH: inherited === undefined ? own : `${own}:${inherited}` }
}
