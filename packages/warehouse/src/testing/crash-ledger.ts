/** What a loading process prints of one half of a pair: the numbers its rows carry, how many rows, and the rollup's count. */
export type StoredHalf = {
  readonly service: string
  readonly low: number
  readonly high: number
  readonly n: number
  readonly rollup_n: string
}

/** Pair `number % PAIRS` is replaced by `number`; both halves of it together. */
export const PAIRS = 3

/** How many rows a number has: never the same for neighbours, so that a mixture shows. */
export const rowsOfNumber = (number: number): number => 100 + (number % 17)

/**
 * What must be stored after each kill. A kill may fall between a commit and its acknowledgement, so the number begun
 * last may be stored as well; once it was read it must stay, whatever begins after it.
 */
export class CrashLedger {
  readonly faults: string[] = []
  /** Numbers that were acknowledged. */
  count = 0
  /** The number the next load begins with. */
  next = 1
  readonly #promised = new Map<number, number>()
  readonly #begun = new Map<number, number>()

  begin(number: number): void {
    this.#begun.set(number % PAIRS, number)
    this.next = number + 1
  }

  acknowledge(number: number): void {
    this.#promised.set(number % PAIRS, number)
    this.count += 1
  }

  /** Compares what a restarted process reads with what was promised. */
  read(stored: readonly StoredHalf[]): void {
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const [a, b] = ['a', 'b'].map((half) => stored.find(({ service }) => service === `${half}${pair}`))
      const promised = this.#promised.get(pair)
      const allowed = [promised, this.#begun.get(pair)]
      for (const half of [a, b]) {
        if (half === undefined) {
          if (promised !== undefined) this.#fault(pair, `${promised} was acknowledged, but a half is gone`)
        } else if (half.low !== half.high) this.#fault(pair, `rows of ${half.low} and ${half.high} together`)
        else if (half.n !== rowsOfNumber(half.low)) this.#fault(pair, `${half.n} rows of ${half.low}`)
        else if (String(half.n) !== half.rollup_n)
          this.#fault(pair, `${half.n} rows, rollup of ${half.rollup_n}`)
        else if (!allowed.includes(half.low))
          this.#fault(pair, `${half.low} is stored, ${promised ?? 'nothing'} was acknowledged`)
      }
      if (a?.low !== b?.low) this.#fault(pair, 'only one half was replaced')
      else if (a !== undefined) this.#promised.set(pair, a.low)
    }
  }

  fail(message: string): void {
    this.faults.push(message)
  }

  #fault(pair: number, message: string): void {
    this.faults.push(`pair ${pair}: ${message}`)
  }
}
