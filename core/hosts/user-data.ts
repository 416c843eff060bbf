import { homedir } from 'node:os'
import path from 'node:path'

/** The folder of this program's own files (recent projects, samples): one for both hosts. */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['RETORT_USER_DATA'] ?? path.join(applicationData(env), 'retort', 'studio')
}

function applicationData(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config')
}
