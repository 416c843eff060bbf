/** What a command leaves behind besides what it prints. */
export interface Outcome {
  /** The exit code. */
  code: number
  /** Takes the result instead of standard output. */
  readonly print?: (text: string) => void
}
