import { addMonths, formatDay, monthStart } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { openPathStore } from '../cloud/files/path-store.ts'
import { parseAzureSource } from '../cloud/azure/bill-source.ts'
import { findDeliveries, type MonthManifests } from '../cloud/azure/find-deliveries.ts'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

/**
 * Looks for the exports of this or the last month the way a run does. Without the amortized one the integration is
 * PARTIAL_VALID: what is billed can be read, what covered usage is worth cannot.
 */
export default async function validateAzure(input: ValidatorInput): Promise<CredentialValidation> {
  const month = monthStart(formatDay(input.clock.now()))
  let found: MonthManifests
  try {
    found = await newest(input, [month, addMonths(month, -1)])
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    const faults = error.faults.map(({ path, message }) => ` ${path} ${message}.`).join('')
    return outcome('PARTIAL_VALID', { name: 'exports', ok: false, message: `${error.message}${faults}` })
  }
  const { actual, amortized } = found
  if (!actual) {
    const message = `No export of actual cost was found for ${month.slice(0, 7)} or the month before. Check the folder; a new export takes up to 24 hours.`
    return outcome('PARTIAL_VALID', { name: 'actual export', ok: false, message })
  }
  const name = actual.period.slice(0, 7)
  const files = `${actual.files.length} file${actual.files.length === 1 ? '' : 's'}`
  if (!amortized) {
    const message = `The actual export of ${name} is there (${files}), the amortized one is not: what reservations and savings plans are worth will be missing.`
    return outcome('PARTIAL_VALID', { name: 'amortized export', ok: false, message })
  }
  const message = `The actual and the amortized export of ${name} are there: ${files} and ${amortized.files.length}.`
  return outcome('VALID', { name: 'exports', ok: true, message })
}

async function newest(input: ValidatorInput, months: readonly string[]): Promise<MonthManifests> {
  const store = await openPathStore(parseAzureSource(input.metadata).path)
  try {
    for (const period of months) {
      const found = await findDeliveries(store, period, input.signal)
      if (found.actual) return found
    }
    return { actual: null, amortized: null }
  } finally {
    store.close()
  }
}

function outcome(status: CredentialValidation['status'], check: ValidationCheck): CredentialValidation {
  return { status, message: check.message, checks: [check] }
}
