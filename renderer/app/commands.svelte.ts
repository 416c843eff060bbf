import { onDestroy } from 'svelte'

/** Something a person can ask for by name, from the palette. */
export interface Command {
  readonly id: string
  readonly title: string
  /** A second line or a path, to tell alike titles apart. */
  readonly detail?: string
  /** As shown, `Ctrl S`. */
  readonly keys?: string
  readonly run: () => unknown
}

/** Every command there is right now: the shell's own and those of the view on screen. */
export class Commands {
  isOpen = $state(false)
  #sources = $state.raw<readonly (() => readonly Command[])[]>([])

  readonly all = $derived(this.#sources.flatMap(source => source()))

  /** Offers commands until the returned function is called. A function, so that titles follow the language. */
  offer(source: () => readonly Command[]): () => void {
    this.#sources = [...this.#sources, source]
    return () => {
      this.#sources = this.#sources.filter(other => other !== source)
    }
  }

  /** Offers commands for as long as the calling component lives. */
  offerHere(source: () => readonly Command[]): void {
    onDestroy(this.offer(source))
  }
}
