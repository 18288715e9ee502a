import { addMonths, formatDay, monthStart } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { listDelivery, type Delivery } from '../cloud/focus/delivery.ts'
import { parseFocusSource, placeOf } from '../cloud/focus/focus-source.ts'
import { openFocusStore } from '../cloud/focus/open-store.ts'
import type { CredentialValidation, ValidatorInput } from './validator.ts'

const CHECK = 'FOCUS files'

/**
 * Lists the files of this or the last month the way a run does. A place that refuses the credential makes it INVALID; a
 * place that is empty, unreadable or not told makes it PARTIAL_VALID, for files may come later.
 */
export default async function validateFocus(input: ValidatorInput): Promise<CredentialValidation> {
  const month = monthStart(formatDay(input.clock.now()))
  try {
    const { delivery, location } = await newest(input, [month, addMonths(month, -1)])
    const count = delivery.files.length
    const message =
      count === 0
        ? `No file was found in ${location} for ${month.slice(0, 7)} or the month before. Check the place; files end in .csv, .jsonl or .parquet, with .gz or without.`
        : `${count} file${count === 1 ? ' is' : 's are'} there${delivery.version === null ? '' : `, of FOCUS ${delivery.version}`}.`
    return outcome(count === 0 ? 'PARTIAL_VALID' : 'VALID', message)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    const faults = error.faults.map(({ path, message }) => ` ${path} ${message}.`).join('')
    const refused = error.code === 'credential_rejected'
    return outcome(refused ? 'INVALID' : 'PARTIAL_VALID', `${error.message}${faults}`)
  }
}

async function newest(
  input: ValidatorInput,
  months: readonly string[],
): Promise<{ readonly delivery: Delivery; readonly location: string }> {
  const source = parseFocusSource(input.metadata)
  const store = await openFocusStore(source, input.secrets, { fetch: input.fetch, signal: input.signal })
  const { location } = store
  const options = { format: source.format, settings: null, signal: input.signal }
  const empty: Delivery = { id: null, files: [], version: null, unnamed: [] }
  try {
    for (const place of new Set(months.map((month) => placeOf(source, month)))) {
      const delivery = await listDelivery(store, place, options)
      if (delivery.files.length > 0) return { delivery, location }
    }
    return { delivery: empty, location }
  } finally {
    store.close()
  }
}

function outcome(status: CredentialValidation['status'], message: string): CredentialValidation {
  return { status, message, checks: [{ name: CHECK, ok: status === 'VALID', message }] }
}
