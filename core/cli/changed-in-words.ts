/** What is told of applied revisions whose code changed since, in one sentence. */
export const changedInWords = (revisions: readonly string[]): string =>
  revisions.length === 1
    ? `The code of ${revisions[0]} was changed since it was applied.`
    : `The code of ${revisions.join(', ')} was changed since they were applied.`
