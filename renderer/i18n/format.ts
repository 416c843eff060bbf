import { currentLanguage, t } from './language.svelte'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(value)
}

/** `14 Nov`, with the year where it is another one. */
export function formatDate(iso: string, now = new Date()): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat(currentLanguage(), { day: 'numeric', month: 'short', year }).format(date)
}

/** `14 Nov 2026, 09:12:40`, for a tooltip or a details panel. */
export function formatMoment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'medium' }).format(date)
}

/** `5 minutes ago`, `yesterday`, then the date. */
export function formatAgo(iso: string, now = new Date()): string {
  const passed = now.getTime() - new Date(iso).getTime()
  if (Number.isNaN(passed)) return iso
  if (passed < MINUTE) return t('words.justNow')
  const relative = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' })
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour')
  if (passed < 7 * DAY) return relative.format(-Math.floor(passed / DAY), 'day')
  return formatDate(iso, now)
}

/** `4.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power)
}

/** `0.3 ms`, `180 ms`, `4.2 s`, `3 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return t('words.milliseconds', { count: rounded(milliseconds) })
  if (milliseconds < 1000) return t('words.milliseconds', { count: Math.round(milliseconds) })
  if (milliseconds < MINUTE) return t('words.seconds', { count: rounded(milliseconds / 1000) })
  const seconds = Math.round(milliseconds / 1000)
  return t('words.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
