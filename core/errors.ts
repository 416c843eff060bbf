/** Every code an error of ours can carry, with the exit code of the command line: 1 "the answer is no", 2 "wrong usage or configuration". */
const EXIT_CODES = {
  AMBIGUOUS_REVISION: 2,
  AMBIGUOUS_WALK: 2,
  BACKUP_FAILED: 1,
  BACKUP_DAMAGED: 1,
  BAD_CONFIG: 2,
  BAD_MODEL: 2,
  BAD_OPERATION: 1,
  BAD_REVISION_FILE: 2,
  BAD_URL: 2,
  CANCELLED: 1,
  CONNECTION_FAILED: 2,
  DATABASE_LOCKED: 1,
  DATABASE_NOT_UP_TO_DATE: 1,
  DATA_AT_STAKE: 1,
  ENGINE_GONE: 1,
  FILE_CHANGED: 1,
  FOLDER_NOT_EMPTY: 2,
  INTERNAL: 1,
  MIGRATION_FAILED: 1,
  MULTIPLE_HEADS: 2,
  NOT_AT_HEAD: 1,
  NOT_OFFLINE: 1,
  NOT_ON_ONE_LINE: 2,
  NOT_REVERSIBLE: 1,
  PROJECT_NOT_FOUND: 2,
  RENAME_UNDECIDED: 1,
  REVISION_CYCLE: 2,
  REVISION_EXISTS: 2,
  REVISION_NOT_FOUND: 2,
  REVISION_NOT_REPEATABLE: 1,
  TOOL_NOT_FOUND: 2,
  UNREACHABLE_REVISION: 2,
  UNSUPPORTED_BY_DIALECT: 1,
  USAGE: 2,
} as const satisfies Record<string, 1 | 2>

/** The closed list of error codes. They are stable: scripts and the page rely on them. */
export type ErrorCode = keyof typeof EXIT_CODES

export const ERROR_CODES = Object.keys(EXIT_CODES) as [ErrorCode, ...ErrorCode[]]

/** What else is known of a failure: where it happened and what to do next. */
export interface ErrorDetails {
  /** What to do next, one sentence. */
  readonly hint?: string
  readonly revision?: string
  /** What the operation does, in words. */
  readonly operation?: string
  readonly sql?: string
  readonly path?: string
  /** The error underneath; shown only with `--verbose`. */
  readonly cause?: unknown
}

/** An error that a person can act on. `code` is stable; `message` is one line, for people; `details` say where and what next. */
export class RetortError extends Error {
  override readonly name = 'RetortError'
  readonly details: ErrorDetails

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause })
    this.details = details
  }

  get exitCode(): 1 | 2 {
    return EXIT_CODES[this.code]
  }

  /** The same error with more known of where it happened. What was known before stays. */
  with(details: ErrorDetails): RetortError {
    return new RetortError(this.code, this.message, { ...details, ...this.details })
  }
}

/** Any thrown value as an error of ours, so that callers handle one kind. */
export function asRetortError(error: unknown): RetortError {
  if (error instanceof RetortError) return error
  if (error instanceof Error && error.name === 'AbortError')
    return new RetortError('CANCELLED', 'Cancelled.', { cause: error })
  const message = error instanceof Error ? error.message : String(error)
  return new RetortError('INTERNAL', message, { cause: error, hint: isOfTheSystem(error) ? CHECK_FILES : DEFECT })
}

/** A file that may not be read, a disk that is full: nothing the program could have known. */
const isOfTheSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error

const CHECK_FILES = 'Check that file, your rights to it and the room on the disk.'
const DEFECT = 'This is a defect in Retort; run again with --verbose to see where.'
