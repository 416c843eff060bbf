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

/** All that a revision's code does, or a refusal where its operations do not tell it: rows it reads, blocks of its own. */
export async function recordWholly(body: RevisionFunction, revision: string): Promise<readonly Operation[]> {
  const operations: Operation[] = []
  const refuse = (what: string): RetortError =>
    new RetortError('NOT_OFFLINE', `${revision} ${what}: its operations do not tell all that it does.`, {
      revision,
      hint: 'Leave it out of the range, or use --from-schemas where only the schema matters.',
    })
  await new MigrationContext({
    perform: operation => {
      if (operation.kind === 'query') throw refuse('reads rows')
      operations.push(operation)
      return Promise.resolve(null)
    },
    autocommit: () => Promise.reject(refuse('has an autocommit block')),
    savepoint: () => Promise.reject(refuse('has a savepoint')),
    get connection(): WriteConnection {
      throw refuse('uses the connection')
    },
  }).runBody(body)
  return operations
}
