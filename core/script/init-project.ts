import { constants } from 'node:fs'
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hidePassword } from '../dialects/database-url'
import { RetortError } from '../errors'
import { PROJECT_TYPES, TEMPLATES_FOLDER } from './resources'

export interface ProjectTemplate {
  readonly name: string
  readonly description: string
  /** The file that holds the model. */
  readonly model: string
}

export interface InitRequest {
  /** Absolute. */
  readonly folder: string
  readonly template: string
  /** The database to write into the configuration instead of the template's. Never one with a password. */
  readonly url?: string
}

export interface InitResult {
  readonly folder: string
  readonly files: readonly string[]
  readonly model: string
}

/** The kinds of project that can be started. */
export async function projectTemplates(): Promise<readonly ProjectTemplate[]> {
  const names = ['default', 'sql', 'multidb']
  return Promise.all(
    names.map(async name => {
      const text = await readFile(path.join(TEMPLATES_FOLDER, name, 'template.json'), 'utf8')
      return { name, ...(JSON.parse(text) as Omit<ProjectTemplate, 'name'>) }
    }),
  )
}

/** Writes a new project into a folder that is missing or holds nothing but dot files. */
export async function initProject({ folder, template: name, url }: InitRequest): Promise<InitResult> {
  const templates = await projectTemplates()
  const template = templates.find(each => each.name === name)
  if (!template) {
    throw new RetortError('USAGE', `There is no template named "${name}".`, {
      hint: `Use one of: ${templates.map(each => each.name).join(', ')}.`,
    })
  }
  if (url !== undefined) requireNoPassword(url)
  await requireEmpty(folder)
  await makeFolder(folder)
  await cp(path.join(TEMPLATES_FOLDER, name), folder, {
    recursive: true,
    filter: source => path.basename(source) !== 'template.json',
  })
  await mergeIgnoreFile(folder)
  await makeVersionLocations(folder, name)
  await writeTypes(folder)
  if (url !== undefined) await writeUrl(folder, url)
  return { folder, files: await filesOf(folder), model: template.model }
}

async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new RetortError('FOLDER_NOT_EMPTY', `${folder} is not a folder that can be read.`, {
      hint: 'Name a folder that does not exist yet, or an empty one.',
      path: folder,
      cause: error,
    })
  })
  const found = entries.find(entry => !entry.startsWith('.'))
  if (found === undefined) return
  throw new RetortError('FOLDER_NOT_EMPTY', `${folder} is not empty: it holds ${found}.`, {
    hint: 'Name a folder that does not exist yet, or an empty one.',
    path: folder,
  })
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new RetortError('USAGE', `${folder} cannot be written.`, {
      hint: 'Name a folder that you may write to.',
      path: folder,
      cause,
    })
  }
}

/** The template's lines, after those that are there already. */
async function mergeIgnoreFile(folder: string): Promise<void> {
  const shipped = path.join(folder, 'gitignore')
  const own = path.join(folder, '.gitignore')
  const before = await readFile(own, 'utf8').catch(() => '')
  const known = before.split(/\r?\n/)
  const added = (await readFile(shipped, 'utf8')).split('\n').filter(line => line !== '' && !known.includes(line))
  const lineBreak = before === '' || before.endsWith('\n') ? '' : '\n'
  await writeFile(own, before + lineBreak + added.map(line => `${line}\n`).join(''))
  await rm(shipped)
}

function requireNoPassword(url: string): void {
  if (hidePassword(url) === url) return
  throw new RetortError('USAGE', 'A password is never written into a configuration.', {
    hint: 'Leave it out of the URL, and set DATABASE_URL in the environment or in a .env file.',
  })
}

async function makeVersionLocations(folder: string, template: string): Promise<void> {
  const names = template === 'multidb' ? ['main', 'analytics'] : ['versions']
  for (const name of names) await mkdir(path.join(folder, 'migrations', name), { recursive: true })
}

/** The declarations of "retort", so that any editor knows the types. */
export async function writeTypes(folder: string): Promise<void> {
  const types = path.join(folder, '.retort', 'types')
  await mkdir(types, { recursive: true })
  const text = await readFile(PROJECT_TYPES, 'utf8').catch(() => null)
  if (text !== null) await writeFile(path.join(types, 'retort.d.ts'), text)
}

async function writeUrl(folder: string, url: string): Promise<void> {
  const file = path.join(folder, 'retort.config.ts')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replace(/(process\.env\.DATABASE_URL \?\? )"[^"]*"/, (_all, before: string) => before + JSON.stringify(url)),
  )
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
}
