/** How long statements may follow each other before other work of the process gets its turn. */
const SHARE_MILLISECONDS = 4

/**
 * Keeps a busy in-process database from starving the event loop. Its statements finish within one turn of the loop, so
 * a queue of them would run to its end before a single request is read; `turn()` before each statement waits for the
 * next turn once this one has lasted long enough.
 */
export class LoopShare {
  #turnBegan: number | undefined
  #nextTurn: Promise<void> = Promise.resolve()

  async turn(): Promise<void> {
    if (this.#turnBegan === undefined) {
      this.#turnBegan = performance.now()
      this.#nextTurn = new Promise((resolve) => {
        setImmediate(() => {
          this.#turnBegan = undefined
          resolve()
        })
      })
      return
    }
    if (performance.now() - this.#turnBegan > SHARE_MILLISECONDS) await this.#nextTurn
  }
}
