import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/** What earlier `.env` files have set, so that another project, or an edited file, does not inherit it. */
const fromEnvironmentFile = new Map<string, string>()

/** Reads a `.env` beside the configuration; what the environment has already stays. The file's text. */
export function loadEnvironment(folder: string): string {
  for (const [key, value] of fromEnvironmentFile)
    if (process.env[key] === value) Reflect.deleteProperty(process.env, key)
  fromEnvironmentFile.clear()
  const text = environmentFile(folder)
  for (const [key, value] of Object.entries(parseEnv(text))) {
    if (value === undefined || process.env[key] !== undefined) continue
    process.env[key] = value
    fromEnvironmentFile.set(key, value)
  }
  return text
}

function environmentFile(folder: string): string {
  try {
    return readFileSync(path.join(folder, '.env'), 'utf8')
  } catch {
    return ''
  }
}
