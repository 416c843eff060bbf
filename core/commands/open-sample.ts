import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { SAMPLES_FOLDER } from '../script/resources'
import { writeTypes } from '../script/init-project'
import { migrate } from './migrate'
import { openProject } from './open-project'

interface Sample {
  readonly name: string
  /** Where its database stands. */
  readonly revision: string
  /** The file with its rows. */
  readonly data: string
}

/** Copies the shipped bookshop into a folder of its own below `samples`, with a database and its rows. The folder. */
export async function openSample(samples: string): Promise<string> {
  const source = path.join(SAMPLES_FOLDER, 'bookshop')
  const sample = JSON.parse(await readFile(path.join(source, 'sample.json'), 'utf8')) as Sample
  const folder = await freeFolder(samples, sample.name)
  try {
    await cp(source, folder, {
      recursive: true,
      filter: file => !['sample.json', sample.data].includes(path.basename(file)),
    })
    await writeTypes(folder)
    const project = await openProject({ cwd: folder, x: {} })
    await migrate(project, { direction: 'upgrade', target: sample.revision, backup: false })
    const rows = await readFile(path.join(source, sample.data), 'utf8')
    await project.writing(connection => connection.script(`BEGIN;\n${rows}\nCOMMIT;`))
    await rm(path.join(folder, '.retort', 'runs.jsonl'), { force: true })
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function freeFolder(parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true })
  const taken = new Set(await readdir(parent))
  let free = name
  for (let copy = 2; taken.has(free); copy += 1) free = `${name}-${copy}`
  return path.join(parent, free)
}
