import { toast } from 'svelte-sonner'
import type { AppState } from '../app/app-state.svelte'
import { asFailure } from '../client/failure'
import { t } from '../i18n/language.svelte'

/** Backs the open project's database up and says how it went. */
export async function backUp(app: AppState): Promise<void> {
  const notice = toast.loading(t('shell.backingUp'))
  try {
    const { name } = await app.client.backups.create(app.input)
    toast.success(t('shell.backedUp', { name }), { id: notice })
    await app.refresh()
  } catch (error) {
    const { message, hint } = asFailure(error)
    const description = hint === undefined ? {} : { description: hint }
    toast.error(t('shell.backupFailed', { message }), { id: notice, duration: 15_000, ...description })
  }
}
