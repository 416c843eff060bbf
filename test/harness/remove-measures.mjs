// Takes one measure of docs/SECURITY.md at a time out of the built app, and shows which test notices.
// Usage, after `npm run build`: node test/harness/remove-measures.mjs [part of a name]
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const WORK = path.join(ROOT, 'node_modules', '.cache', 'removed-measures')
const REPORT = path.join(WORK, 'report.json')

/** Name, test file, what is written instead of what; in the app's parts, or in electron-builder.yml. */
const MEASURES = [
  ['sandbox', 'desktop', /sandbox: true/, 'sandbox: undefined'],
  ['sandbox of the app', 'desktop', /app\.enableSandbox\(\);?/, ''],
  [
    'one function',
    'desktop',
    /exposeInMainWorld\("desktop", desktop\)/,
    'exposeInMainWorld("desktop", { ...desktop, send: () => 0 })',
  ],
  ['sender of a message', 'desktop', /frame\.origin === "app:\/\/bundle"/, 'true'],
  ['names of peers', 'desktop', /peer === "engine" \|\| peer === "shell"/, 'true'],
  ['parsers of input', 'desktop', /name: string\(\)\.min\(1\)|string\(\)\.min\(1\)\.max\(2e3\)/, 'string()'],
  ['policy', 'desktop', /"script-src 'self'"/, `"script-src 'self' 'unsafe-inline'"`],
  ['navigation', 'desktop', /if \(!isOurAddress\(event\.url\)\) event\.preventDefault\(\)/, ''],
  ['windows', 'desktop', /action: "deny"/, 'action: "allow"'],
  [
    'webviews',
    'desktop',
    /"will-attach-webview", \(?event\)? => event\.preventDefault\(\)/,
    '"will-attach-webview", () => 0',
  ],
  ['permissions', 'desktop', /grant\(false\)/, 'grant(true)'],
  ['folder of the page', 'desktop', /host === "bundle" && (?=request)/, ''],
  ['drags', 'desktop', /isFile\(`\$\{file\}\.json`\)/, 'true'],
  ['rights to the sealed file', 'desktop', /mode: 384/, 'mode: 420'],
  ['plain keychain', 'desktop', /backend !== "basic_text"/, 'true'],
  ['form of a link', 'desktop-life', /others\.length > 0/, 'false'],
  ['question of a link', 'desktop-life', /isTrusted: false/, 'isTrusted: true'],
  ['data of an instance', 'desktop-life', /isArguments\(data\) \?/, 'true ?'],
  ['feed by https', 'desktop', /protocol: \/\^https\$\//, 'protocol: /./'],
  ['question at quitting', 'desktop', /if \(this\.#question === null\) return/, 'return'],
  ['fuse', 'package', /runAsNode: false/, 'runAsNode: true'],
  ['content', 'package', /- '!\*\*\/\*\.map'/, "- '!nothing'"],
]

const [wanted = ''] = process.argv.slice(2)
let missed = 0
for (const [name, test, measure, instead] of MEASURES.filter(([name]) => name.includes(wanted))) {
  rmSync(WORK, { recursive: true, force: true })
  const noticed = test === 'package' ? withBuilder(measure, instead) : withApp(measure, instead)
  const verdict = noticed === null ? 'NOT APPLIED' : runTest(test, noticed)
  if (!verdict.startsWith('noticed')) missed += 1
  console.log(`${name}: ${verdict}`)
}
rmSync(WORK, { recursive: true, force: true })
process.exitCode = missed === 0 ? 0 : 1

/** A copy of the built app without the measure; null when it was not found. */
function withApp(measure, instead) {
  const dist = path.join(WORK, 'dist')
  mkdirSync(WORK, { recursive: true })
  cpSync(path.join(ROOT, 'dist'), dist, { recursive: true, filter: file => !file.endsWith('.map') })
  for (const beside of ['resources', 'package.json']) symlinkSync(path.join(ROOT, beside), path.join(WORK, beside))
  const files = globSync('{electron/*,chunks/page-files-*}.{js,cjs}', { cwd: dist }).map(file => path.join(dist, file))
  const changed = files.filter(file => exchange(file, file, measure, instead))
  return changed.length === 0 ? null : { RETORT_TEST_DIST: dist }
}

function withBuilder(measure, instead) {
  mkdirSync(WORK, { recursive: true })
  const config = path.join(WORK, 'electron-builder.yml')
  return exchange(path.join(ROOT, 'electron-builder.yml'), config, measure, instead)
    ? { RETORT_TEST_BUILDER_CONFIG: config }
    : null
}

function exchange(from, to, measure, instead) {
  const text = readFileSync(from, 'utf8')
  if (!measure.test(text)) return false
  writeFileSync(to, text.replace(new RegExp(measure, 'g'), instead))
  return true
}

function runTest(test, env) {
  const args = [
    'run',
    '--project',
    'core',
    `test/contract/${test}.test.ts`,
    '--reporter=json',
    `--outputFile=${REPORT}`,
  ]
  const { status } = spawnSync(path.join(ROOT, 'node_modules', '.bin', 'vitest'), args, {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  })
  if (status === 0) return 'NOT NOTICED'
  const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : { testResults: [] }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = tests.filter(({ status }) => status === 'failed').map(({ title }) => title)
  return `noticed by ${failed.length > 0 ? failed.join(' | ') : 'a launch that fails'}`
}
