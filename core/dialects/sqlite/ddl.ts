import { SqliteDdlCompiler } from './ddl-compiler'

/** SQLite's compiler; it has no state, so one does. */
export const sqliteDdl = new SqliteDdlCompiler()
