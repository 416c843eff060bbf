import type { RunRecord } from '../../../core/contract/runs'
import { t } from '../../i18n/language.svelte'

export const outcomeTones = { done: 'create', failed: 'drop', cancelled: 'alter' } as const satisfies Record<
  RunRecord['outcome'],
  string
>

/** `7c1f9a…`: enough of an identifier to know it by. */
const SHOWN = 8

/** Where a run began and ended: `7c1f9a10 → e20d91fc`. */
export function runPath({ from, to }: RunRecord): string {
  return t('runs.fromTo', { from: place(from), to: place(to) })
}

function place(revisions: readonly string[]): string {
  return revisions.length === 0 ? t('runs.base') : revisions.map(revision => revision.slice(0, SHOWN)).join(', ')
}
