import { type editor, type IPosition, languages } from 'monaco-editor/editor.js'
import { conf, language } from 'monaco-editor/languages/definitions/typescript/typescript.js'
import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register.js'
import { bodyRange, fileOffset } from './body-places'
import type { CompletionDetails, CompletionList, QuickInfo, SignatureHelp, SourceText } from './typescript-answers'

/**
 * The language of a body: TypeScript to look at. Its own model is a piece without head or imports, so completion,
 * hovers and signatures are asked of the type checker for the whole file, at the same place.
 */
export const BODY_LANGUAGE = 'retort-body'

export function registerBodyLanguage(): void {
  languages.register({ id: BODY_LANGUAGE })
  languages.setLanguageConfiguration(BODY_LANGUAGE, conf)
  languages.setMonarchTokensProvider(BODY_LANGUAGE, language)
  languages.registerCompletionItemProvider(BODY_LANGUAGE, {
    triggerCharacters: ['.'],
    provideCompletionItems: complete,
    resolveCompletionItem: item => explain(item),
  })
  languages.registerHoverProvider(BODY_LANGUAGE, { provideHover })
  languages.registerSignatureHelpProvider(BODY_LANGUAGE, {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp,
  })
}

interface PlacedItem extends languages.CompletionItem {
  readonly file: editor.ITextModel
  readonly offset: number
}

async function complete(model: editor.ITextModel, position: IPosition): Promise<languages.CompletionList | null> {
  const asked = await ask(model, position)
  const answer: CompletionList | undefined = await asked?.worker.getCompletionsAtPosition(asked.uri, asked.offset)
  if (!asked || !answer || model.isDisposed()) return null
  const word = model.getWordUntilPosition(position)
  const here = { startLineNumber: position.lineNumber, endLineNumber: position.lineNumber }
  const range = { ...here, startColumn: word.startColumn, endColumn: word.endColumn }
  const suggestions = answer.entries.map(entry => ({
    label: entry.name,
    insertText: entry.name,
    sortText: entry.sortText,
    kind: KINDS[entry.kind] ?? languages.CompletionItemKind.Property,
    range: entry.replacementSpan ? bodyRange(model, entry.replacementSpan) : range,
    file: asked.file,
    offset: asked.offset,
  }))
  return { suggestions }
}

async function explain(item: languages.CompletionItem): Promise<languages.CompletionItem> {
  const { file, offset } = item as PlacedItem
  const uri = file.uri
  const worker = await (await getTypeScriptWorker())(uri)
  const name = typeof item.label === 'string' ? item.label : item.label.label
  const details: CompletionDetails | undefined = await worker.getCompletionEntryDetails(uri.toString(), offset, name)
  if (!details) return item
  return { ...item, detail: textOf(details.displayParts), documentation: { value: textOf(details.documentation) } }
}

async function provideHover(model: editor.ITextModel, position: IPosition): Promise<languages.Hover | null> {
  const asked = await ask(model, position)
  const answer: QuickInfo | undefined = await asked?.worker.getQuickInfoAtPosition(asked.uri, asked.offset)
  if (!answer || model.isDisposed()) return null
  const code = `\`\`\`typescript\n${textOf(answer.displayParts)}\n\`\`\``
  return {
    range: bodyRange(model, answer.textSpan),
    contents: [{ value: code }, { value: textOf(answer.documentation) }],
  }
}

async function provideSignatureHelp(
  model: editor.ITextModel,
  position: IPosition,
): Promise<languages.SignatureHelpResult | null> {
  const asked = await ask(model, position)
  const answer: SignatureHelp | undefined = await asked?.worker.getSignatureHelpItems(asked.uri, asked.offset, {})
  if (!answer) return null
  const signatures = answer.items.map(item => {
    const parameters = item.parameters.map(parameter => ({
      label: textOf(parameter.displayParts),
      documentation: { value: textOf(parameter.documentation) },
    }))
    const between = parameters.map(parameter => parameter.label).join(textOf(item.separatorDisplayParts))
    const label = textOf(item.prefixDisplayParts) + between + textOf(item.suffixDisplayParts)
    return { label, parameters, documentation: { value: textOf(item.documentation) } }
  })
  const value = { signatures, activeSignature: answer.selectedItemIndex, activeParameter: answer.argumentIndex }
  return { value, dispose: () => undefined }
}

async function ask(model: editor.ITextModel, position: IPosition) {
  const place = fileOffset(model, position)
  if (!place) return null
  const worker = await (await getTypeScriptWorker())(place.file.uri)
  return { ...place, uri: place.file.uri.toString(), worker }
}

function textOf(parts: readonly SourceText[] | undefined): string {
  return (parts ?? []).map(part => part.text).join('')
}

const { CompletionItemKind } = languages
const KINDS: Readonly<Record<string, languages.CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  'primitive type': CompletionItemKind.Keyword,
  var: CompletionItemKind.Variable,
  const: CompletionItemKind.Variable,
  let: CompletionItemKind.Variable,
  parameter: CompletionItemKind.Variable,
  'local var': CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  'local function': CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  class: CompletionItemKind.Class,
  interface: CompletionItemKind.Interface,
  enum: CompletionItemKind.Enum,
  module: CompletionItemKind.Module,
}
