import { editor, MarkerSeverity, Uri } from 'monaco-editor/editor.js'
import { BODY_LANGUAGE } from './body-language'
import { forgetBody, placeBody } from './body-places'
import { replaceText } from './replace-text'
import { functionsOf, withImports } from './retort-imports'
import {
  type BodyName,
  bodyLine,
  joinRevision,
  linesBefore,
  type RevisionParts,
  splitRevision,
  withBody,
} from './revision-bodies'

export interface TypeProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

export interface RevisionListeners {
  /** The file's text has changed, in whichever editor that was. */
  readonly onEdit: (source: string) => void
  /** What the type checker finds in the whole file. */
  readonly onProblems: (problems: readonly TypeProblem[]) => void
  /** The bodies have moved within the file, or cannot be told apart any more. */
  readonly onParts: (parts: RevisionParts | null) => void
}

const BODY_NAMES: readonly BodyName[] = ['upgrade', 'downgrade']
let opened = 0

/**
 * The texts of one revision file: the whole of it, which is the truth, and its two bodies, kept equal to their parts of
 * it. Typing in a body writes into the file; typing in the file takes it apart again.
 */
export class RevisionModels {
  readonly file: editor.ITextModel
  readonly bodies: Readonly<Record<BodyName, editor.ITextModel>>
  readonly #listeners: RevisionListeners
  readonly #subscriptions: { dispose(): void }[] = []
  #parts: RevisionParts | null = null
  #isFollowing = false
  /** What "retort" offers for import. */
  #functions: readonly string[] = []

  constructor(source: string, listeners: RevisionListeners) {
    const name = `revision-${++opened}`
    this.#listeners = listeners
    this.file = editor.createModel(source, 'typescript', Uri.parse(`file:///${name}.ts`))
    this.bodies = { upgrade: this.#createBody('upgrade', name), downgrade: this.#createBody('downgrade', name) }
    this.#subscriptions.push(
      this.file.onDidChangeContent(() => this.#followFile()),
      editor.onDidChangeMarkers(uris => {
        // Markers set while others are being announced are not announced themselves.
        if (uris.some(uri => uri.toString() === this.file.uri.toString())) queueMicrotask(() => this.#followMarkers())
      }),
    )
    this.#takeApart()
  }

  /** Shows another text of the file: what is on disk now. What is shown already stays untouched. */
  show(source: string): void {
    if (this.#text() !== source) this.file.setValue(source)
  }

  /** Learns what can be imported from "retort". */
  learn(declarations: string): void {
    this.#functions = functionsOf(declarations)
  }

  /** Where a line of the file is to be seen: in a body, else in the file itself. */
  locate(line: number): { readonly name: BodyName | 'file'; readonly line: number } {
    return (this.#parts && bodyLine(this.#parts, line)) ?? { name: 'file', line }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose()
    for (const name of BODY_NAMES) forgetBody(this.bodies[name])
    for (const model of [this.file, this.bodies.upgrade, this.bodies.downgrade]) model.dispose()
  }

  #createBody(name: BodyName, file: string): editor.ITextModel {
    const body = editor.createModel('', BODY_LANGUAGE, Uri.parse(`retort-body:///${file}/${name}.ts`))
    placeBody(body, { file: this.file, start: () => this.#startOf(name) })
    this.#subscriptions.push(body.onDidChangeContent(() => this.#followBody(name)))
    return body
  }

  #followFile(): void {
    if (this.#isFollowing) return
    this.#takeApart()
    this.#listeners.onEdit(this.#text())
  }

  #followBody(name: BodyName): void {
    if (this.#isFollowing || !this.#parts) return
    const body = this.bodies[name]
    const parts = withImports(withBody(this.#parts, name, body.getValue()), this.#functions)
    this.#parts = parts
    this.#follow(() => replaceText(this.file, joinRevision(parts)))
    if (parts[name] !== body.getValue()) queueMicrotask(() => this.#follow(() => replaceText(body, parts[name])))
    this.#listeners.onParts(parts)
    this.#listeners.onEdit(this.#text())
  }

  #takeApart(): void {
    const parts = splitRevision(this.file.getValue())
    this.#parts = parts
    if (parts) this.#follow(() => BODY_NAMES.forEach(name => this.#fill(this.bodies[name], parts[name])))
    this.#listeners.onParts(parts)
  }

  #fill(body: editor.ITextModel, text: string): void {
    const isWindows = this.file.getEOL() === '\r\n'
    if (body.getValue() !== text) body.setValue(text)
    body.setEOL(isWindows ? editor.EndOfLineSequence.CRLF : editor.EndOfLineSequence.LF)
  }

  /** Changes one text after the other without being asked to follow that change back. */
  #follow(change: () => void): void {
    this.#isFollowing = true
    try {
      change()
    } finally {
      this.#isFollowing = false
    }
  }

  #startOf(name: BodyName): number {
    if (!this.#parts) return 0
    const { order, frame } = this.#parts
    return order[0] === name ? frame[0].length : frame[0].length + this.#parts[order[0]].length + frame[1].length
  }

  /** The type checker reads the whole file; its findings are shown in the bodies too. */
  #followMarkers(): void {
    if (this.file.isDisposed()) return
    const markers = editor.getModelMarkers({ resource: this.file.uri }).filter(({ owner }) => owner === 'typescript')
    const parts = this.#parts
    for (const name of parts ? BODY_NAMES : []) {
      const before = parts ? linesBefore(parts, name) : 0
      const own = markers.filter(marker => this.locate(marker.startLineNumber).name === name)
      const moved = own.map(({ severity, message, startLineNumber, startColumn, endLineNumber, endColumn }) => ({
        ...{ severity, message, startColumn, endColumn },
        startLineNumber: startLineNumber - before,
        endLineNumber: endLineNumber - before,
      }))
      editor.setModelMarkers(this.bodies[name], 'typescript', moved)
    }
    const errors = markers.filter(({ severity }) => severity === MarkerSeverity.Error)
    this.#listeners.onProblems(
      errors.map(({ startLineNumber, startColumn, message }) => ({
        line: startLineNumber,
        column: startColumn,
        message,
      })),
    )
  }

  #text(): string {
    return this.file.getValue(undefined, true)
  }
}
