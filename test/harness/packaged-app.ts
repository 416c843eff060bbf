import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { inRepository, NODE, REPOSITORY } from './repository'

/** The app as electron-builder packs it, around an Electron that is nothing but its fuses. */
export interface PackagedApp {
  /** What is in the archive, by its path from the app's folder. */
  readonly files: readonly string[]
  /** What lies beside the archive, by its path from the app's folder. */
  readonly unpacked: string
  readonly asar: string
  /** The program whose fuses are set. */
  readonly program: string
  /** Unpacks the archive as Electron sees it, with the parts beside it, and answers the app's folder. */
  extract(folder: string): string
}

/** Where a fuse's state is found: @electron/fuses looks for these words in the program. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = 9

/** Packs the built app for Linux, into a folder of the caller's: for the others, tools of those systems take part. */
export function packageApp(folder: string): PackagedApp {
  const electronDist = fakeElectron(path.join(folder, 'electron'))
  const config = process.env['RETORT_TEST_BUILDER_CONFIG'] ?? inRepository('electron-builder.yml')
  const output = path.join(folder, 'release')
  execFileSync(
    NODE,
    [
      inRepository('node_modules', 'electron-builder', 'cli.js'),
      ...['--linux', 'dir', '--x64', `--config=${config}`],
      `-c.electronDist=${electronDist}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: REPOSITORY, stdio: 'pipe', timeout: 100_000, env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  )
  const asar = path.join(output, 'linux-unpacked', 'resources', 'app.asar')
  return {
    asar,
    files: listPackage(asar, { isPack: false }).map(file => file.replaceAll('\\', '/').replace(/^\//, '')),
    unpacked: `${asar}.unpacked`,
    program: path.join(output, 'linux-unpacked', 'retort'),
    extract(target) {
      extractAll(asar, target)
      return target
    },
  }
}

function fakeElectron(folder: string): string {
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.from('0'.repeat(FUSES))])
  write(folder, 'electron', Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]))
  write(folder, 'LICENSE', 'Electron')
  write(folder, 'version', '0')
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  return folder
}

function write(folder: string, name: string, content: string | Buffer): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content)
}

/** The fuses of a program, as Electron reads them: true for those that are on. */
export function fusesOf(program: string): readonly boolean[] {
  const bytes = readFileSync(program)
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length + 2
  return [...bytes.subarray(at, at + FUSES).toString('latin1')].map(state => state === '1')
}
