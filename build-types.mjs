// Writes dist/types/retort.d.ts: the declarations of core/api.ts and of all that they name, a module each, for the editor
// of the app and for the `.retort/types` folder of a project.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const declarations = emitted()
const reached = new Map()
follow(path.resolve('core/api.d.ts'))
const modules = [...reached].map(([name, text]) => `declare module "${name}" {\n${text.trim()}\n}\n`)
mkdirSync('dist/types', { recursive: true })
writeFileSync('dist/types/retort.d.ts', [...modules, environment()].join('\n'))

/** `process.env`, for configurations: the same words as Node's own declarations, which may be there as well. */
function environment() {
  return `declare namespace NodeJS {
  interface ProcessEnv {
    [key: string]: string | undefined;
  }
  interface Process {
    env: ProcessEnv;
  }
}
declare var process: NodeJS.Process;
`
}

/** The declarations of every file of the program, by their path beside the source. */
function emitted() {
  const { config } = ts.readConfigFile('core/tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'core')
  const program = ts.createProgram(['core/api.ts'], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  })
  const files = new Map()
  program.emit(undefined, (name, text) => files.set(path.resolve(name), text))
  return files
}

/** A file and those that its declarations name. */
function follow(file) {
  const name = moduleName(file)
  if (reached.has(name)) return
  const text = declarations.get(file)
  if (text === undefined) throw new Error(`${file} has no declarations`)
  reached.set(name, '')
  const named = text.replace(/(from |import\()(['"])(\.[^'"]*)\2/g, (...[, lead, , specifier]) => {
    const target = path.resolve(path.dirname(file), `${specifier}.d.ts`)
    follow(target)
    return `${lead}"${moduleName(target)}"`
  })
  reached.set(name, named.replace(/^(export )?declare /gm, '$1').replace(/^\/\/# sourceMappingURL.*$/gm, ''))
}

function moduleName(file) {
  const place = path
    .relative(path.resolve('core'), file)
    .replace(/\.d\.ts$/, '')
    .split(path.sep)
    .join('/')
  return place === 'api' ? 'retort' : `retort/${place}`
}
