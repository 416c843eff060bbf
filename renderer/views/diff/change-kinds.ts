import type { Change } from '../../../core/contract/diff'

/** A change's tag: its word in the catalogue, its colour the same everywhere. */
export const CHANGE_KINDS = {
  create: { word: 'diff.add', tone: 'create' },
  alter: { word: 'diff.alter', tone: 'alter' },
  drop: { word: 'diff.drop', tone: 'drop' },
  rename: { word: 'diff.rename', tone: 'rename' },
  data: { word: 'diff.data', tone: 'alter' },
} as const satisfies Record<Change['verb'], unknown>
