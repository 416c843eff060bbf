import path from 'node:path'
import type { Settings } from '../config/settings'

export interface TimeParts {
  /** ISO 8601, with the offset of the zone. */
  readonly iso: string
  readonly epoch: number
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

/** A moment as the clock of a time zone shows it; null is local time. */
export function timeParts(moment: Date, timezone: string | null): TimeParts {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timezone === null ? {} : { timeZone: timezone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const part = (name: string): string => parts[name] ?? ''
  const offset = part('timeZoneName').replace(/^GMT(\+00:00)?/, '')
  const iso = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}${offset === '' ? 'Z' : offset}`
  return {
    iso,
    epoch: Math.floor(moment.getTime() / 1000),
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** The file name of a new revision by the project's `fileTemplate`, with its extension. */
export function revisionFileName(
  { fileTemplate, truncateSlugLength }: Pick<Settings, 'fileTemplate' | 'truncateSlugLength'>,
  { revision, message }: { readonly revision: string; readonly message: string },
  time: TimeParts,
): string {
  const { iso: _iso, ...clock } = time
  const tokens: Readonly<Record<string, string | number>> = {
    rev: revision,
    slug: slugOf(message, truncateSlugLength),
    ...clock,
  }
  const name = fileTemplate.replace(/\{(\w+)\}/g, (whole, token: string) => String(tokens[token] ?? whole))
  // A name that begins with an underscore or a dot would not be read as a revision.
  const trimmed = path
    .normalize(name)
    .replace(/(^|[\\/])[_.-]+/g, '$1')
    .replace(/[_-]+$/, '')
  return `${trimmed === '' ? revision : trimmed}.ts`
}

/** A message as a part of a file name: words of any script, joined by underscores, cut at a word. */
export function slugOf(message: string, length: number): string {
  const words =
    message
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}_${word}`
    if (longer.length > length) return slug === '' ? [...word].slice(0, length).join('') : slug
    slug = longer
  }
  return slug
}
