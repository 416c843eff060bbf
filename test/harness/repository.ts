import path from 'node:path'

/** The folder that holds package.json. */
export const REPOSITORY = path.resolve(import.meta.dirname, '..', '..')

/** The Node that every script runs under, whatever Node the machine has. */
export const NODE = path.join(REPOSITORY, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

export const inRepository = (...parts: string[]): string => path.join(REPOSITORY, ...parts)
