import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { globSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fusesOf, packageApp, type PackagedApp } from '../harness/packaged-app'
import { inRepository } from '../harness/repository'
import { upToDateBuild } from '../harness/shared-parts'
import { createFolder, removeFolder } from '../harness/temporary-folder'

const folder = createFolder()
afterAll(() => removeFolder(folder))

const MB = 1_000_000

describe('the package', () => {
  let app: PackagedApp

  beforeAll(async () => {
    await upToDateBuild()
    app = packageApp(folder)
  }, 180_000)

  test('holds the program, its page, what new projects are made from, and nothing that is only for making it', () => {
    const tops = new Set(app.files.map(file => file.split('/')[0]))
    expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json', 'resources'])
    const wanted = [
      'dist/electron/main.js',
      'dist/electron/preload.cjs',
      'dist/electron/engine.js',
      'dist/page/index.html',
    ]
    const resources = globSync('resources/{samples,templates}/**', { cwd: inRepository(), withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.relative(inRepository(), path.join(entry.parentPath, entry.name)))
    expect(resources.length).toBeGreaterThan(20)
    for (const file of [...wanted, 'dist/types/retort.d.ts', 'resources/icons/64x64.png', ...resources])
      expect(app.files).toContain(file)
    const unwanted = app.files.filter(file =>
      /\.map$|^(test|electron|core|renderer|release)\/|\.env|\.git\//.test(file),
    )
    expect(unwanted).toEqual([])
  })

  test('holds the packages that the program loads, and none of those it is built with', () => {
    const scoped = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/
    const packages = new Set(app.files.flatMap(file => scoped.exec(file)?.[1] ?? []))
    const { dependencies, devDependencies } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {
      dependencies: Record<string, string>
      devDependencies: Record<string, string>
    }
    const bundled = ['commander', 'zod']
    for (const name of Object.keys(dependencies)) expect(packages.has(name)).toBe(!bundled.includes(name))
    expect(Object.keys(devDependencies).filter(name => packages.has(name))).toEqual([])
  })

  test('has the one native program of its system, beside the archive', () => {
    const natives = globSync('**/*.node', { cwd: app.unpacked })
    expect(natives.map(file => path.basename(file))).toEqual(['linux-x64.node'])
    expect(app.files.filter(file => file.endsWith('.node')).map(file => path.basename(file))).toEqual([
      'linux-x64.node',
    ])
  })

  test('is small', () => {
    const archive = readFileSync(app.asar)
    expect(archive.length).toBeLessThan(46 * MB)
    expect(gzipSync(archive, { level: 1 }).length).toBeLessThan(40 * MB)
    expect(
      readdirSync(path.dirname(app.asar)).filter(name => statSync(path.join(path.dirname(app.asar), name)).isFile()),
    ).toContain('app.asar')
  })

  test('has its fuses set: no Node beside the app, sealed cookies, the archive alone and whole', () => {
    const [runAsNode, cookies, nodeOptions, inspect, integrity, onlyAsar, , filePrivileges] = fusesOf(app.program)
    expect({ runAsNode, cookies, nodeOptions, inspect, integrity, onlyAsar, filePrivileges }).toEqual({
      runAsNode: false,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      filePrivileges: false,
    })
  })

  test.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
  ])('takes along for %s on %s the driver that is made for it', (platform, arch) => {
    const left = /'!(.*prebuilds.*)'/.exec(readFileSync(inRepository('electron-builder.yml'), 'utf8'))?.[1] ?? ''
    const pattern = left.replace('${platform}', platform).replace('${arch}', arch)
    const all = globSync('node_modules/better-sqlite3/prebuilds/*.node', { cwd: inRepository() })
    const taken = all.filter(file => !path.matchesGlob(file.replaceAll('\\', '/'), pattern))
    expect(taken.map(file => path.basename(file))).toEqual([`${platform}-${arch}.node`])
  })
})
