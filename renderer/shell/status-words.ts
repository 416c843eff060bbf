import type { ProjectStatus } from '../../core/contract/project'
import type { Failure } from '../client/failure'
import { t } from '../i18n/language.svelte'

export interface StatusWords {
  readonly tone: 'plain' | 'create' | 'alter' | 'drop'
  readonly text: string
  /** The whole story, where the pill has only its beginning. */
  readonly title?: string
}

/** What the state pill says. */
export function statusWords(status: ProjectStatus): StatusWords {
  switch (status.kind) {
    case 'atHead':
      return { tone: 'create', text: t('shell.atHead') }
    case 'empty':
      return { tone: 'plain', text: t('shell.empty') }
    case 'behind':
      return { tone: 'alter', text: t('shell.behind', { count: status.revisions }) }
    case 'drifted':
      return { tone: 'alter', text: t('shell.drifted', { count: status.differences }) }
    case 'unknownRevision':
      return { tone: 'drop', text: t('shell.unknownRevision', { revision: status.revision }) }
    case 'cannotConnect':
      return failed(t('shell.cannotConnect'), status.failure)
    case 'broken':
      return failed(t('shell.broken'), status.failure)
  }
}

export function failed(words: string, { message, hint }: Failure): StatusWords {
  return { tone: 'drop', text: `${words}: ${message}`, title: hint === undefined ? message : `${message}\n${hint}` }
}
