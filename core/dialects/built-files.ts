import { fileURLToPath } from 'node:url'

/** A new PostgreSQL cluster as an archive, made by the build. This place holds for the sources and for `dist/chunks/`. */
export const EMPTY_CLUSTER = fileURLToPath(new URL('../../dist/pglite/empty-cluster.tar.gz', import.meta.url))
