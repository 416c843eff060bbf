import { type editor, type IPosition, Range } from 'monaco-editor/editor.js'

/** A body's text as a part of its whole file: questions about the one are put to the other. */
export interface BodyPlace {
  readonly file: editor.ITextModel
  /** Where the body begins in the file. */
  readonly start: () => number
}

const places = new Map<string, BodyPlace>()

export function placeBody(body: editor.ITextModel, place: BodyPlace): void {
  places.set(body.uri.toString(), place)
}

export function forgetBody(body: editor.ITextModel): void {
  places.delete(body.uri.toString())
}

export function fileOffset(
  body: editor.ITextModel,
  position: IPosition,
): { file: editor.ITextModel; offset: number } | null {
  const place = places.get(body.uri.toString())
  return place ? { file: place.file, offset: place.start() + body.getOffsetAt(position) } : null
}

/** A piece of the file as a range of the body. */
export function bodyRange(body: editor.ITextModel, span: { readonly start: number; readonly length: number }): Range {
  const start = span.start - (places.get(body.uri.toString())?.start() ?? 0)
  return Range.fromPositions(body.getPositionAt(start), body.getPositionAt(start + span.length))
}
