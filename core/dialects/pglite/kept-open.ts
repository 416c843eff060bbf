/** What is given back to be used again, or to be closed. */
export interface Reusable {
  /** Puts it back to how it was when it was opened. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** What stays open from one user to the next while a command runs: opening takes longer than most commands. */
export class KeptOpen<Instance extends Reusable> {
  readonly #idle = new Map<string, Instance>()
  #commands = 0

  /** While `work` runs, what is given back stays open for whoever asks next. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#commands += 1
    try {
      return await work()
    } finally {
      this.#commands -= 1
      if (this.#commands === 0) await Promise.all([...this.#idle.keys()].map(name => this.close(name)))
    }
  }

  /** What is open and used by nobody; the caller is its only user from here on. */
  take(name: string): Instance | null {
    const instance = this.#idle.get(name) ?? null
    this.#idle.delete(name)
    return instance
  }

  async giveBack(name: string, instance: Instance): Promise<void> {
    const isWanted = this.#commands > 0 && (await isReset(instance))
    // Asked once more: the command may have ended while the instance was put in order.
    if (isWanted && this.#commands > 0 && !this.#idle.has(name)) this.#idle.set(name, instance)
    else await instance.close()
  }

  /** Closes what is open under this name and used by nobody. */
  async close(name: string): Promise<void> {
    await this.take(name)?.close()
  }
}

const isReset = (instance: Reusable): Promise<boolean> =>
  instance.reset().then(
    () => true,
    () => false,
  )
