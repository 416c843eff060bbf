/** What is used of the type checker's answers; Monaco leaves them without types. */
export interface SourceText {
  readonly text: string
}

interface Span {
  readonly start: number
  readonly length: number
}

export interface CompletionList {
  readonly entries: readonly {
    readonly name: string
    readonly kind: string
    readonly sortText: string
    readonly replacementSpan?: Span
  }[]
}

export interface CompletionDetails {
  readonly displayParts: readonly SourceText[]
  readonly documentation?: readonly SourceText[]
}

export interface QuickInfo extends CompletionDetails {
  readonly textSpan: Span
}

export interface SignatureHelp {
  readonly selectedItemIndex: number
  readonly argumentIndex: number
  readonly items: readonly {
    readonly prefixDisplayParts: readonly SourceText[]
    readonly separatorDisplayParts: readonly SourceText[]
    readonly suffixDisplayParts: readonly SourceText[]
    readonly documentation?: readonly SourceText[]
    readonly parameters: readonly CompletionDetails[]
  }[]
}
