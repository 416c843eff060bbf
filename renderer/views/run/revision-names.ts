import { t } from '../../i18n/language.svelte'

/** Where a database stands, in few characters. */
export function revisionNames(revisions: readonly string[]): string {
  return revisions.length === 0 ? t('run.base') : revisions.map(id => id.slice(0, 8)).join(', ')
}
