import type { Performer } from '../dialects/session'
import type { WriteConnection } from '../dialects/connection'
import { RetortError } from '../errors'
import type { Operation } from '../operations/operation'
import { MigrationContext, type RevisionFunction } from './migration-context'

/**
 * The operations a revision's code asks for, without carrying any of them out. Code that reads rows gets none, so what
 * depends on them is not seen.
 */
export async function recordOperations(body: RevisionFunction): Promise<readonly Operation[]> {
  const operations: Operation[] = []
  const performer: Performer = {
    perform: operation => {
      operations.push(operation)
      return Promise.resolve(operation.kind === 'query' ? [] : null)
    },
    autocommit: work => work(),
    savepoint: work => work(),
    get connection(): WriteConnection {
      throw new RetortError('NOT_OFFLINE', 'There is no connection while operations are only recorded.')
    },
  }
  await new MigrationContext(performer).runBody(body)
  return operations
}
