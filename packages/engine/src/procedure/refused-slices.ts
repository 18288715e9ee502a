import { AppError } from '@cloudact/core/errors'
import type { SliceWritten } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '../processor.ts'
import { refusedText } from '../refused-text.ts'
import type { SliceKey } from './bind-procedure.ts'

/** Collects the slices that could not be made because of their own data, so that they keep no other slice from being made. */
export class RefusedSlices {
  readonly #context: ProcessorContext
  readonly #messages: string[] = []

  constructor(context: ProcessorContext) {
    this.#context = context
  }

  /** What `write` wrote, or nothing when it refused the data: then `slices` stay as they were and that is a finding. */
  async unless(
    slices: readonly { readonly key: SliceKey }[],
    write: () => Promise<readonly SliceWritten[]>,
  ): Promise<readonly SliceWritten[]> {
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error
      for (const { key } of slices) {
        const message = `${nameOf(key)}: ${error.message}`
        this.#messages.push(message)
        this.#context.finding({
          code: 'slice_refused',
          severity: 'error',
          message,
          detail: {
            period: key.period,
            account_id: key.accountId,
            credential_id: key.credentialId,
            ...error.public,
          },
        })
      }
      return []
    }
  }

  /** Throws `invalid_input` naming the refused ones of `all` slices, if there are any. */
  fail(all: number): void {
    const told = this.#messages
    if (told.length === 0) return
    throw new AppError(
      'invalid_input',
      refusedText({ parts: 'slices', done: 'made', others: all - told.length, told }),
    )
  }
}

function nameOf({ accountId, period, credentialId }: SliceKey): string {
  return [accountId && `account ${accountId}`, period, credentialId && `credential ${credentialId}`]
    .filter(Boolean)
    .join(', ')
}
