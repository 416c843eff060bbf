import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileFunction, constants } from 'node:vm'
import type * as Amaro from 'amaro'
import { RetortError, type ErrorCode } from '../errors'
import { isPlainJavaScript } from './plain-javascript'
import { API_MODULE } from './resources'

/** What the caller says of a file it loads: the code of its failures, and what to say when it is missing. */
export interface LoadOptions {
  readonly code: ErrorCode
  readonly missing?: RetortError
  /** What the file's result depends on besides its text and what it imports: with another one it is run anew. */
  readonly surroundings?: string
  /** Files loaded under one name see the same instance of what they import. */
  readonly generation?: string
  /** The text to run instead of the one on disk: an unsaved edit. */
  readonly source?: string
}

/** Marks the URL of a project's file; its value changes with the text, so that an edit is seen. */
const VERSION = 'v'

const sources = new Map<string, string>()
const state = { retortUrl: API_MODULE, hooked: false, loads: 0 }

/** Gives another module to `import … from "retort"` than the built one: for a program that runs from its sources. */
export function registerRetortModule(url: string): void {
  state.retortUrl = url
}

/** The default export of a project's TypeScript file. */
export async function importDefault<T>(file: string, options: LoadOptions): Promise<T> {
  const module = await importModule<{ default?: T }>(file, options)
  if (module.default !== undefined) return module.default
  throw new RetortError(options.code, `${path.basename(file)} has no default export.`, {
    path: file,
    hint: 'Add `export default …`.',
  })
}

/**
 * Loads a project's TypeScript file: its types are stripped, `retort` is the running program, relative imports may leave
 * the extension out. Failures are one line with file, line and column, under the code the caller gives.
 */
export async function importModule<M extends object>(file: string, options: LoadOptions): Promise<M> {
  install()
  const source = options.source ?? readSource(file, options)
  const url = versioned(file, options.generation ?? versionOf(source + (options.surroundings ?? '')))
  if (options.source !== undefined) sources.set(url, options.source)
  try {
    return (await nativeImport(url)) as M
  } catch (error) {
    throw loadFailure(error, file, options.code)
  } finally {
    sources.delete(url)
  }
}

/** A name for loading several files together, each of them anew. */
export const newGeneration = (): string => `g.${(state.loads += 1)}`

type Import = (url: string) => Promise<unknown>

/**
 * Node's own dynamic import. An `import()` written here would be taken over by whoever compiles this module (a test runner
 * loads files its own way, past the hooks below); one that is compiled at run time is not. Where the runner's own scripts
 * leave that without a loader, the main one is asked for: only there, since Node warns of that way in.
 */
async function nativeImport(url: string): Promise<unknown> {
  try {
    return await (new Function('url', 'return import(url)') as Import)(url)
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING') throw error
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
    return (compileFunction('return import(url)', ['url'], { importModuleDynamically }) as Import)(url)
  }
}

function readSource(file: string, { code, missing }: LoadOptions): string {
  if (missing && !existsSync(file)) throw missing
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new RetortError(code, `${file} cannot be read.`, {
      path: file,
      cause: error,
      hint: 'Check that the file is there and that you may read it.',
    })
  }
}

const versioned = (file: string, version: string): string => `${pathToFileURL(file).href}?${VERSION}=${version}`

/** A file that imports others is loaded anew each time: they may have changed while it has not. */
function versionOf(source: string): string {
  const importsOthers = /\b(?:from|import)\s*\(?\s*['"`]\./.test(source)
  const fingerprint = createHash('sha1').update(source).digest('hex').slice(0, 12)
  return importsOthers ? `${fingerprint}.${(state.loads += 1)}` : fingerprint
}

function install(): void {
  if (state.hooked) return
  state.hooked = true
  registerHooks({
    resolve(specifier, context, next) {
      const parent = projectVersion(context.parentURL)
      if (parent === null) return next(specifier, context)
      if (specifier === 'retort') return { url: state.retortUrl, shortCircuit: true }
      if (!specifier.startsWith('.') && !specifier.startsWith('file:')) return next(specifier, context)
      const url = withExtension(specifier, context.parentURL)
      url.searchParams.set(VERSION, parent)
      return { url: url.href, shortCircuit: true }
    },
    load(url, context, next) {
      if (projectVersion(url) === null || !/\.m?ts$/.test(new URL(url).pathname)) return next(url, context)
      const source = sources.get(url) ?? readFileSync(fileURLToPath(bare(url)), 'utf8')
      return { format: 'module', source: stripped(source, url), shortCircuit: true }
    },
  })
}

function projectVersion(url: string | undefined): string | null {
  return url?.startsWith('file:') ? new URL(url).searchParams.get(VERSION) : null
}

function withExtension(specifier: string, parent: string | undefined): URL {
  const url = new URL(specifier, parent)
  const file = fileURLToPath(bare(url.href))
  const found = [file, `${file}.ts`, file.replace(/\.js$/, '.ts'), path.join(file, 'index.ts')].find(isFile)
  if (found !== undefined) return pathToFileURL(found)
  const importer = fileURLToPath(bare(parent ?? ''))
  throw Object.assign(new Error(`there is no ${specifier}, which ${path.basename(importer)} imports.`), {
    place: importer,
  })
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

const bare = (url: string): string => url.replace(/\?.*$/, '')

/** Read when the first file needs it: it is large, and the hook that needs it cannot wait. */
const stripper = (): typeof Amaro => createRequire(import.meta.url)('amaro') as typeof Amaro

interface StripFailure {
  readonly message: string
  readonly startLine: number
  readonly startColumn: number
}

/** Types become white space, so that lines and columns stay. Syntax that is more than types (enum) is refused. */
function stripped(source: string, url: string): string {
  if (isPlainJavaScript(source)) return source
  try {
    return stripper().transformSync(source, { mode: 'strip-only' }).code
  } catch (error) {
    const { message, startLine, startColumn } = error as StripFailure
    throw Object.assign(new SyntaxError(message), {
      place: `${fileURLToPath(bare(url))}:${startLine}:${startColumn + 1}`,
    })
  }
}

function loadFailure(error: unknown, file: string, code: ErrorCode): RetortError {
  if (error instanceof RetortError) return error
  const place = placeOf(error) ?? file
  const message = error instanceof Error ? error.message : String(error)
  const shown = place.replace(path.dirname(file) + path.sep, '')
  return new RetortError(code, `${shown}: ${message.split('\n')[0]?.replace(/\?v=[\w.]+/g, '')}`, {
    path: place,
    cause: error,
    hint: `Correct ${path.basename(place.replace(/(:\d+)+$/, ''))}; nothing was changed.`,
  })
}

/** Where an error of a project's file happened, `file:line:column`: from the stripper, or the first such file in the stack. */
export function placeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('place' in error && typeof error.place === 'string') return error.place
  const frame = /(file:\/\/[^\s()]+?)\?v=[\w.]+:(\d+)(?::(\d+))?/.exec(error.stack ?? '')
  if (!frame?.[1]) return null
  return [fileURLToPath(frame[1]), frame[2], frame[3]].filter(part => part !== undefined).join(':')
}
