export type DescriptionVerb = 'create' | 'alter' | 'drop' | 'rename' | 'data'

/** An operation in words: the whole as one sentence, and its parts for a page that lays them out. */
export interface Description {
  /** Without a full stop: "Adds users.email, string(255), not null". */
  readonly text: string
  readonly verb: DescriptionVerb
  /** What it is done to: "users.email". */
  readonly object: string
  /** What else there is to say; may be empty. */
  readonly detail: string
}

/** "Adds" "users.email", then the details; a list follows a comma, a text a space, or whatever `joint` says. */
export function sentence(
  verb: DescriptionVerb,
  [lead, object]: readonly [lead: string, object: string],
  ...[details, joint]: [details: string | readonly string[], joint?: string]
): Description {
  const detail = typeof details === 'string' ? details : details.join(', ')
  const between = joint ?? (typeof details === 'string' ? ' ' : startsWithPlace(detail) ? ' ' : ', ')
  return { text: detail === '' ? `${lead} ${object}` : `${lead} ${object}${between}${detail}`, verb, object, detail }
}

/** "of users", "on users" and the like follow without a comma. */
const startsWithPlace = (detail: string): boolean => /^(?:(?:of|on|in) |\()/.test(detail)
