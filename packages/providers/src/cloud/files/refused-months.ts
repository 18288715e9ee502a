import { AppError, type ErrorCode } from '@cloudact/core/errors'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { refusedText } from '@cloudact/engine/refused-text'

/** What one delivery can be at fault for: its content, who delivers it, a file that is not there (yet). */
const OF_THE_MONTH: readonly ErrorCode[] = ['invalid_input', 'conflict', 'provider_unavailable']

/** Collects the months whose delivery cannot be read, so that a broken one keeps no other month from being loaded. */
export class RefusedMonths {
  readonly #context: ProcessorContext
  readonly #vendor: string
  readonly #errors = new Map<string, AppError>()

  constructor(context: ProcessorContext, vendor: string) {
    this.#context = context
    this.#vendor = vendor
  }

  /** What `load` gives, or undefined when it refused the month (`2026-10`): then the month stays as it was and that is a finding. */
  async unless<T>(month: string, load: () => Promise<T>): Promise<T | undefined> {
    try {
      return await load()
    } catch (error) {
      this.#context.signal.throwIfAborted()
      if (!(error instanceof AppError) || !OF_THE_MONTH.includes(error.code)) throw error
      this.#errors.set(month, error)
      this.#context.finding({
        code: 'bill_refused',
        severity: 'error',
        message: `${this.#vendor}, ${month}: ${error.message}`,
        detail: { period: month, ...error.public },
      })
      return undefined
    }
  }

  get months(): readonly string[] {
    return [...this.#errors.keys()]
  }

  /**
   * The error the step ends with, or undefined when nothing was refused; worth another attempt when one of the refusals
   * is. Thrown when no other month was read (`read` is 0): then there is nothing to go on with.
   */
  shortfall(read: number): AppError | undefined {
    const [only] = this.#errors.values()
    if (only === undefined) return undefined
    if (read === 0 && this.#errors.size === 1) throw only
    const told = [...this.#errors].map(([month, error]) => `${month}: ${error.message}`)
    const passing = [...this.#errors.values()].find(({ code }) => code === 'provider_unavailable')
    const error = new AppError(
      passing?.code ?? only.code,
      refusedText({ parts: 'months', done: 'read', others: read, told }),
    )
    if (read === 0) throw error
    return error
  }
}
