/** Files this process is reading or has staged: garbage collection leaves them alone. Counted, as readers overlap. */
export class Pins {
  readonly #counts = new Map<string, number>()

  /** Pins paths until the returned function is called. */
  pin(paths: readonly string[]): () => void {
    for (const path of paths) this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1)
    return () => {
      for (const path of paths) {
        const left = (this.#counts.get(path) ?? 0) - 1
        if (left > 0) this.#counts.set(path, left)
        else this.#counts.delete(path)
      }
    }
  }

  has(path: string): boolean {
    return this.#counts.has(path)
  }
}
