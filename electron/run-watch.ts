import { app, dialog, Notification, type BrowserWindow } from 'electron/main'
import type { QuitQuestion } from '../core/contract/shell'

interface Ending {
  readonly title: string
  readonly body: string
  readonly tookMs: number
}

/** A run that took less is over before anybody looks elsewhere. */
const LONG_MS = 5000
const QUIT = 1

/** Knows of the run under way: nobody quits it by mistake, and its end is told to those who look elsewhere. */
export class RunWatch {
  #question: QuitQuestion | null = null
  #isAsking = false

  begun(question: QuitQuestion): void {
    this.#question = question
  }

  ended(window: BrowserWindow | null, { title, body, tookMs }: Ending): void {
    this.#question = null
    if (!window || window.isFocused() || tookMs < LONG_MS || !Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', () => {
      window.show()
      window.focus()
    })
    notification.show()
  }

  /** The page is gone, and with it the call that the run was. */
  forget(): void {
    this.#question = null
  }

  /** Quitting closes the window first: one question covers both. */
  guard(window: BrowserWindow): void {
    window.on('close', event => {
      if (this.#question === null) return
      event.preventDefault()
      void this.#ask(window, this.#question)
    })
  }

  async #ask(window: BrowserWindow, { message, detail, stay, quit }: QuitQuestion): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const buttons = [stay, quit]
    const options = { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true } as const
    const { response } = await dialog.showMessageBox(window, options)
    this.#isAsking = false
    if (response !== QUIT) return
    this.#question = null
    app.quit()
  }
}
