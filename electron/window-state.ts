import path from 'node:path'
import { screen, type BrowserWindow, type Rectangle } from 'electron/main'
import { JsonFile } from './json-file'

interface Saved {
  readonly bounds: Rectangle | null
  readonly isMaximized: boolean
}

const SIZE = { width: 1280, height: 840 }
/** So much of a window must be on a screen for a person to get hold of it. */
const GRIP = 80

/** Where the window was when it was last closed. */
export class WindowState {
  readonly #file: JsonFile<Saved>

  constructor(folder: string) {
    this.#file = new JsonFile<Saved>(path.join(folder, 'window.json'), { bounds: null, isMaximized: false })
  }

  /** A screen that has been taken away takes the place with it. */
  bounds(): Partial<Rectangle> & typeof SIZE {
    const { bounds } = this.#file.read()
    return bounds && isWithinReach(bounds) ? bounds : SIZE
  }

  /** Puts the window as it was, and remembers how it is when it closes. */
  follow(window: BrowserWindow): void {
    if (this.#file.read().isMaximized) window.maximize()
    window.on('close', () => this.#file.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }))
  }
}

function isWithinReach({ x, y, width, height }: Rectangle): boolean {
  if (![x, y, width, height].every(Number.isFinite)) return false
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
  const isTitleThere = y >= workArea.y - GRIP && y <= workArea.y + workArea.height - GRIP
  return across >= GRIP && isTitleThere
}
