import { editor } from 'monaco-editor/editor.js'

/** Gives the editor the page's colours, as the tokens have them now. */
export function applyTheme(theme: 'light' | 'dark'): void {
  const styles = getComputedStyle(document.documentElement)
  const colour = (name: string) => sixDigits(styles.getPropertyValue(`--${name}`).trim())
  const ink = (name: string) => colour(name).replace('#', '')
  editor.defineTheme('retort', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: ink('ink') },
      { token: 'keyword', foreground: ink('accent') },
      { token: 'string', foreground: ink('create') },
      { token: 'string.escape', foreground: ink('create') },
      { token: 'comment', foreground: ink('ink-3') },
      { token: 'number', foreground: ink('rename') },
      { token: 'regexp', foreground: ink('rename') },
      { token: 'type', foreground: ink('ink') },
      { token: 'type.identifier', foreground: ink('rename') },
      { token: 'identifier', foreground: ink('ink') },
      { token: 'delimiter', foreground: ink('ink-2') },
    ],
    colors: {
      'editor.background': colour('surface'),
      'editor.foreground': colour('ink'),
      'editorLineNumber.foreground': colour('ink-3'),
      'editorLineNumber.activeForeground': colour('ink'),
      'editor.lineHighlightBackground': colour('bg'),
      'editor.lineHighlightBorder': colour('bg'),
      'editor.selectionBackground': colour('accent-soft'),
      'editor.inactiveSelectionBackground': colour('sunken'),
      'editorCursor.foreground': colour('accent'),
      'editorIndentGuide.background1': colour('line-soft'),
      'editorIndentGuide.activeBackground1': colour('line'),
      'editorError.foreground': colour('drop'),
      'editorWarning.foreground': colour('alter'),
      'editorWidget.background': colour('raised'),
      'editorWidget.foreground': colour('ink'),
      'editorWidget.border': colour('line'),
      'editorSuggestWidget.selectedBackground': colour('accent-soft'),
      'editorSuggestWidget.selectedForeground': colour('ink'),
      'editorSuggestWidget.highlightForeground': colour('accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('accent'),
      'editorHoverWidget.background': colour('raised'),
      'editorBracketHighlight.foreground1': colour('ink-2'),
      'editorBracketHighlight.foreground2': colour('ink-2'),
      'editorBracketHighlight.foreground3': colour('ink-2'),
      focusBorder: colour('accent'),
    },
  })
  editor.setTheme('retort')
}

/** The build shortens `#ffffff` to `#fff`, which the editor does not read. */
function sixDigits(colour: string): string {
  return /^#[\da-f]{3}$/i.test(colour) ? colour.replace(/[\da-f]/gi, digit => digit + digit) : colour
}
