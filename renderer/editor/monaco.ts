import 'monaco-editor/features/register.all.js'
import 'monaco-editor/languages/definitions/typescript/register.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker.js?worker'
import * as typescript from 'monaco-editor/languages/features/typescript/register.js'
import { registerBodyLanguage } from './body-language'

export { editor, MarkerSeverity, Range } from 'monaco-editor/editor.js'
export { BODY_LANGUAGE } from './body-language'
export { RevisionModels } from './revision-models'
export { applyTheme } from './editor-theme'

/** Modules that only the engine can resolve (files beside the revision, Node's own) are no mistakes here. */
const UNRESOLVED = [2307, 2580, 2591, 7016]

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
}

typescript.typescriptDefaults.setCompilerOptions({
  target: typescript.ScriptTarget.ESNext,
  module: typescript.ModuleKind.ESNext,
  moduleResolution: typescript.ModuleResolutionKind.NodeJs,
  lib: ['lib.esnext.d.ts'],
  strict: true,
  noEmit: true,
  allowNonTsExtensions: true,
})
typescript.typescriptDefaults.setDiagnosticsOptions({
  noSuggestionDiagnostics: true,
  diagnosticCodesToIgnore: UNRESOLVED,
})
registerBodyLanguage()

/** Makes the words of "retort" known to completion and to the type checker; the text declares that module. */
export function declareRetort(declarations: string): void {
  typescript.typescriptDefaults.addExtraLib(declarations, 'file:///retort.d.ts')
}
