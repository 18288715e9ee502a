import { AppError } from '@cloudact/core/errors'
import type { SliceWritten } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '../processor.ts'
import type { SliceKey } from './bind-procedure.ts'

/** Slices the step's error tells about; all of them are findings. */
const MOST_NAMED = 5

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
    const refused = this.#messages.length
    if (refused === 0) return
    const made = all - refused
    const others = made === 0 ? '' : ` The other ${made === 1 ? 'one is' : `${made} are`} made.`
    const more = refused > MOST_NAMED ? ` And ${refused - MOST_NAMED} more.` : ''
    throw new AppError(
      'invalid_input',
      `${refused} of ${all} slices ${refused === 1 ? 'was refused and stays' : 'were refused and stay'} as before.${others} ` +
        this.#messages.slice(0, MOST_NAMED).join(' ') +
        more,
    )
  }
}

function nameOf({ accountId, period, credentialId }: SliceKey): string {
  return [accountId && `account ${accountId}`, period, credentialId && `credential ${credentialId}`]
    .filter(Boolean)
    .join(', ')
}
