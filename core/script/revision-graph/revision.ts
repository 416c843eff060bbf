/** A revision file as far as it is read without being run. */
export interface Revision {
  readonly revision: string
  /** The revisions this one follows: none for a base, several for a merge. */
  readonly downRevisions: readonly string[]
  /** The labels this file itself carries. Those of its line: `RevisionGraph.labelsOf`. */
  readonly branchLabels: readonly string[]
  /** Ids or labels of revisions that must be applied before this one, on whatever line. */
  readonly dependsOn: readonly string[]
  /** The first line of the file's comment. */
  readonly message: string
  /** The comment without the lines below the message, as written. */
  readonly doc: string
  /** ISO, as written in the file. */
  readonly createDate: string | null
  /** Absolute. */
  readonly path: string
}

/** Characters with a meaning in revision identifiers; neither ids nor labels may have them. */
export const RESERVED_CHARACTERS = '@-+:'

export const hasReservedCharacter = (text: string): boolean =>
  text === '' || [...text].some(character => RESERVED_CHARACTERS.includes(character))
