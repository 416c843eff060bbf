import { desktop } from '../client/desktop'

export interface PathRequest {
  readonly what: 'project' | 'folder' | 'file'
  /** Where to begin; the home folder when it is not known. */
  readonly from: string | null
}

/** Asks for a folder or a file: by the system's own dialog where there is one, else by a dialog of ours. */
export class PathPicker {
  request = $state.raw<PathRequest | null>(null)
  #answer: (path: string | null) => void = () => undefined

  choose(what: PathRequest['what'], from: string | null = null): Promise<string | null> {
    const shell = desktop()
    if (shell) return what === 'file' ? shell.chooseFile() : shell.chooseFolder()
    this.settle(null)
    this.request = { what, from }
    return new Promise(resolve => {
      this.#answer = resolve
    })
  }

  settle(path: string | null): void {
    this.request = null
    this.#answer(path)
  }
}
