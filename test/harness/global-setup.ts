import { createServer, type Server } from 'node:http'
import type { TestProject } from 'vitest/node'
import { bringBuildUpToDate } from './build'
import { startCluster, type Cluster } from './postgresql-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what a whole run shares; made when the first one asks. */
    readonly sharedParts: string
  }
}

/** What a shared part can be: what the test files need to know of it, or why it cannot be had. */
export interface SharedParts {
  readonly '/postgresql': { readonly url: string; readonly socketFolder: string }
  readonly '/build': Record<string, never>
}
export type Shared<Part> = { readonly value: Part } | { readonly missing: string }

/** A PostgreSQL server and an up-to-date `dist`: once for a run, and only for the runs that need them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | undefined
  let build: Promise<void> | undefined
  const parts: { [Name in keyof SharedParts]: () => Promise<SharedParts[Name]> } = {
    '/postgresql': async () => {
      cluster ??= startCluster()
      const { url, socketFolder } = await cluster
      return { url, socketFolder }
    },
    '/build': async () => {
      build ??= Promise.resolve().then(bringBuildUpToDate)
      await build
      return {}
    },
  }
  const server = createServer((request, response) => {
    const part = parts[request.url as keyof SharedParts]
    void answer(part).then(found => response.end(JSON.stringify(found)))
  })
  project.provide('sharedParts', await listen(server))

  return async () => {
    server.close()
    server.closeAllConnections()
    const started = await cluster?.catch(() => undefined)
    await started?.stop()
  }
}

async function answer(part: () => Promise<unknown>): Promise<Shared<unknown>> {
  try {
    return { value: await part() }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
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
