import { accessScenarios } from './access'
import { columnScenarios } from './columns'
import { constraintScenarios } from './constraints'
import { customScenarios } from './custom'
import { enumScenarios } from './enums'
import { namingScenarios } from './names'
import { objectScenarios } from './objects'
import { routineScenarios } from './routines'
import type { Scenario } from './scenario'
import { storageScenarios } from './storage'
import { tableScenarios } from './tables'
import { viewScenarios } from './views'

/** Every scenario table. */
export const scenarios: readonly Scenario[] = [
  ...tableScenarios,
  ...columnScenarios,
  ...constraintScenarios,
  ...viewScenarios,
  ...enumScenarios,
  ...namingScenarios,
  ...objectScenarios,
  ...routineScenarios,
  ...accessScenarios,
  ...storageScenarios,
  ...customScenarios,
]
