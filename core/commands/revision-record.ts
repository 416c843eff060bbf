/** A revision as the commands print it; the JSON of `history`, `heads` and `show`. */
export interface RevisionRecord {
  readonly revision: string
  readonly downRevision: readonly string[]
  readonly message: string
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
  readonly createDate: string | null
  readonly path: string
  readonly isHead: boolean
  readonly isBase: boolean
  readonly isMergePoint: boolean
  readonly isBranchPoint: boolean
  readonly isCurrent: boolean
}
