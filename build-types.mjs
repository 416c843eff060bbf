// Writes dist/types/retort.d.ts: the declarations of core/api.ts and all it needs as one ambient module, for the
// editor of the app and for the `.retort/types` folder of a project.
import { mkdirSync, writeFileSync } from 'node:fs'
import ts from 'typescript'

const { config } = ts.readConfigFile('core/tsconfig.json', ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'core')
const program = ts.createProgram(['core/api.ts'], {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  outDir: 'dist/types/tree',
})

const parts = []
program.emit(undefined, (name, text) => {
  if (name.endsWith('/api.d.ts')) return
  parts.push(withoutImports(text))
})

const exported = program.getTypeChecker().getExportsOfModule(program.getTypeChecker().getSymbolAtLocation(program.getSourceFile('core/api.ts')))
const names = exported.map(symbol => symbol.name).sort()
const body = parts.join('\n').replace(/^export (declare )?/gm, '').replace(/^declare /gm, '')
mkdirSync('dist/types', { recursive: true })
writeFileSync('dist/types/retort.d.ts', `declare module "retort" {\n${body}\nexport { ${names.join(', ')} };\n}\n`)

/** Everything is in one module, so nothing is imported. */
function withoutImports(text) {
  return text
    .replace(/^import [^;]*;\n?/gms, '')
    .replace(/^export \{[^}]*\}( from '[^']*')?;\n?/gm, '')
    .replace(/^\/\/# sourceMappingURL.*$/gm, '')
}
