import { probeConnection } from '../commands/probe-connection'
import { parseDatabaseUrl } from '../config/database-url'
import { putServerUrlTogether, takeServerUrlApart } from '../commands/server-url'
import { os } from './os'
import type { ServiceContext } from './service-context'

export const connectionsService = (context: ServiceContext) => ({
  takeApart: os.connections.takeApart.handler(({ input }) => takeServerUrlApart(input.text)),

  putTogether: os.connections.putTogether.handler(({ input }) => ({ url: putServerUrlTogether(input) })),

  test: os.connections.test.handler(({ input, signal }) => {
    const url = parseDatabaseUrl(input.url, input.folder ?? process.cwd())
    return probeConnection(url, {
      ...(input.password === undefined ? {} : { password: input.password }),
      ...(signal && { signal }),
    })
  }),

  unlock: os.connections.unlock.handler(async ({ input }) => {
    const project = await context.project(input)
    const { serverVersion } = await probeConnection(project.settings.url, { password: input.password })
    context.remember(project.settings.url.shown, input.password)
    return { serverVersion }
  }),
})
