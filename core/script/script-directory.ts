import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Settings } from '../config/settings'
import { RetortError } from '../errors'
import type { Operations } from '../operations/op'
import { codeChecksum } from './code-checksum'
import { importModule } from './module-loader'
import { RevisionGraph } from './revision-graph/revision-graph'
import { parseRevisionFile } from './revision-file'

/** What a revision file exports besides its constants. */
export interface RevisionModule {
  readonly upgrade: (op: Operations) => unknown
  readonly downgrade: (op: Operations) => unknown
}

/** The revision files of a project. Reading them runs none of them. */
export class ScriptDirectory {
  readonly graph: RevisionGraph

  private constructor(graph: RevisionGraph) {
    this.graph = graph
  }

  /** Reads every file of every version location. Fails with `BAD_REVISION_FILE`, or as the graph does. */
  static async read({ versionLocations, recursiveVersionLocations }: Settings): Promise<ScriptDirectory> {
    const files = versionLocations.flatMap(location => revisionFiles(location, recursiveVersionLocations))
    return new ScriptDirectory(
      new RevisionGraph(files.map(file => parseRevisionFile(readFileSync(file, 'utf8'), file))),
    )
  }

  /** The text of a revision's file. */
  source(revision: string): Promise<string> {
    return readFile(this.graph.get(revision).path, 'utf8')
  }

  /** Of a revision's code as it is on disk now; null where the file cannot be read. */
  checksum(revision: string): Promise<string | null> {
    return this.source(revision).then(codeChecksum, () => null)
  }

  /** Runs a revision's file: its functions. `source` is run instead of the file's text where it is given. */
  async load(revision: string, source?: string): Promise<RevisionModule> {
    const { path: file } = this.graph.get(revision)
    const module = await importModule<Partial<RevisionModule>>(file, {
      code: 'BAD_REVISION_FILE',
      ...(source === undefined ? {} : { source }),
    })
    for (const name of ['upgrade', 'downgrade'] as const) {
      if (typeof module[name] === 'function') continue
      throw new RetortError('BAD_REVISION_FILE', `${path.basename(file)} does not export the function ${name}().`, {
        revision,
        path: file,
        hint: `Add \`export async function ${name}(op: Op) {}\`.`,
      })
    }
    return module as RevisionModule
  }
}

/** The files of a location that are revisions, sorted; those that begin with `_` are for others to import. A missing location has none yet. */
function revisionFiles(location: string, recursive: boolean): readonly string[] {
  try {
    return readdirSync(location, { withFileTypes: true, recursive })
      .filter(entry => entry.isFile() && /^[^._].*\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new RetortError('BAD_CONFIG', `The version location ${location} cannot be read.`, {
      path: location,
      cause: error,
      hint: 'Correct `versionLocations`, or the rights of that folder.',
    })
  }
}
