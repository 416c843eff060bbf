import type { Operation } from '../../operations/operation'
import { obstacleToAdding } from './add-column-limits'

/**
 * Whether an operation is done by building the table anew, as far as can be told without looking at the database.
 * Dropping a column may need it too, where something depends on the column.
 */
export function rebuilds(operation: Operation): boolean {
  switch (operation.kind) {
    case 'addColumn':
      return obstacleToAdding(operation) !== null
    case 'alterColumn': {
      const { newName: _name, comment: _comment, ...others } = operation.changes
      return Object.keys(others).length > 0 || operation.position !== null
    }
    case 'createForeignKey':
    case 'createUniqueConstraint':
    case 'createCheckConstraint':
    case 'createPrimaryKey':
    case 'dropConstraint':
    case 'renameConstraint':
      return true
    case 'setTableOptions':
      return 'strict' in operation.changes || 'withoutRowid' in operation.changes
    case 'batchAlterTable': {
      if (operation.recreate !== 'auto') return operation.recreate === 'always'
      return operation.operations.some(isRebuiltInBatch)
    }
    default:
      return false
  }
}

/** In a batch all changes of the table itself are one rebuild. */
const isRebuiltInBatch = (operation: Operation): boolean =>
  rebuilds(operation) || operation.kind === 'alterColumn' || operation.kind === 'dropColumn'
