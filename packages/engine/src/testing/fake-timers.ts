import { sleepWith, type Timers } from '../timers.ts'

type Entry = { readonly at: number; readonly order: number; readonly callback: () => void }

/**
 * Time that moves only when told to. `run` lets a promise finish by jumping from timer to timer, so hours of backoff
 * take no time; `waited` lists the sleeps in between.
 */
export class FakeTimers implements Timers {
  #now: number
  #order = 0
  readonly #entries = new Set<Entry>()
  /** Milliseconds of every `sleep` begun. */
  readonly waited: number[] = []

  constructor(start = Date.parse('2026-01-15T06:00:00Z')) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#order += 1
    const entry: Entry = { at: this.#now + Math.max(0, milliseconds), order: this.#order, callback }
    this.#entries.add(entry)
    return () => this.#entries.delete(entry)
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.waited.push(milliseconds)
    return sleepWith(this, milliseconds, signal)
  }

  /** Timers that have not fired: none may be left when a run is over. */
  get pending(): number {
    return this.#entries.size
  }

  /** Moves to the earliest timer and fires it. */
  fireNext(): boolean {
    const [next] = [...this.#entries].sort((a, b) => a.at - b.at || a.order - b.order)
    if (!next) return false
    this.#entries.delete(next)
    this.#now = Math.max(this.#now, next.at)
    next.callback()
    return true
  }

  /** Moves time by so much, firing what falls due. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      await turn()
      const due = [...this.#entries].some((entry) => entry.at <= end)
      if (!due) break
      this.fireNext()
    }
    this.#now = end
    await turn()
  }

  /** Fires timers one after another until the promise has settled. Real input and output must not be waited for here. */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    const state = { settled: false }
    const done = () => {
      state.settled = true
    }
    promise.then(done, done)
    await turn()
    while (!state.settled) {
      this.fireNext()
      await turn()
    }
    return promise
  }
}

/** Lets everything that is ready run: microtasks and one turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
