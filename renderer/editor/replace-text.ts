import { type editor, Range } from 'monaco-editor/editor.js'

/** Makes a model hold a text by changing only what differs: cursors and the history of changes stay. */
export function replaceText(model: editor.ITextModel, text: string): void {
  const old = model.getValue()
  if (old === text) return
  const start = sharedLength(old, text)
  const end = sharedLength([...old.slice(start)].reverse().join(''), [...text.slice(start)].reverse().join(''))
  const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(old.length - end))
  model.pushEditOperations([], [{ range, text: text.slice(start, text.length - end) }], () => null)
}

function sharedLength(left: string, right: string): number {
  const limit = Math.min(left.length, right.length)
  let length = 0
  while (length < limit && left[length] === right[length]) length++
  return length
}
