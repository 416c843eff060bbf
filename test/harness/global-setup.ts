import { createServer, type Server } from 'node:http'
import type { TestProject } from 'vitest/node'
import { startCluster, type Cluster } from './postgresql-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** Asked for a server, it starts one the first time and tells every test file the same address. */
    readonly postgresqlBroker: string
  }
}

export interface BrokerAnswer {
  readonly url?: string
  readonly socketFolder?: string
  readonly missing?: string
}

/** One PostgreSQL server for a whole run, started when the first test file asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | undefined
  const answer = async (): Promise<BrokerAnswer> => {
    try {
      cluster ??= startCluster()
      const { url, socketFolder } = await cluster
      return { url, socketFolder }
    } catch (error) {
      return { missing: `PostgreSQL: ${error instanceof Error ? error.message : String(error)}` }
    }
  }
  const broker = createServer((_request, response) => {
    void answer().then(found => response.setHeader('content-type', 'application/json').end(JSON.stringify(found)))
  })
  project.provide('postgresqlBroker', await listen(broker))

  return async () => {
    broker.closeAllConnections()
    broker.close()
    const started = await cluster?.catch(() => undefined)
    await started?.stop()
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`)
    })
  })
}
