import * as api from '../../core/api'
import { registerRetortModule } from '../../core/script/module-loader'

const KEY = 'retort.api'

/** Makes `import … from "retort"` in a project's files the sources that the tests run, without a build. */
export function useSourcesAsRetort(): void {
  Object.assign(globalThis, { [KEY]: api })
  const names = Object.keys(api).map(name => `export const ${name} = api.${name}`)
  const source = [`const api = globalThis[${JSON.stringify(KEY)}]`, ...names].join('\n')
  registerRetortModule(`data:text/javascript,${encodeURIComponent(source)}`)
}
