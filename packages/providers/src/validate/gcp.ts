import { formatDay, monthStart } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { openPathStore } from '../cloud/files/path-store.ts'
import { parseGcpSource, type BigQuerySource } from '../cloud/gcp/bill-source.ts'
import { openSource } from '../cloud/gcp/bigquery/open-source.ts'
import { listExport } from '../cloud/gcp/fetch-export.ts'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

const FORBIDDEN = 403
const MEBIBYTE = 1_048_576n

/**
 * Looks at the table and asks BigQuery what reading this month would cost, which is free; lists the files of a folder. A
 * key Google does not know is INVALID; a wrong table, a role that lacks or an empty folder PARTIAL_VALID, with the remedy.
 */
export default async function validateGcp(input: ValidatorInput): Promise<CredentialValidation> {
  const checks: ValidationCheck[] = []
  let trying = 'Settings'
  const passed = (message: string): void => void checks.push({ name: trying, ok: true, message })
  try {
    const source = parseGcpSource(input.metadata)
    if (source.source === 'path') {
      trying = 'Exported files'
      passed(await describeFolder(source.path, input.signal))
    } else {
      await tryTable(source, input, (name) => (trying = name), passed)
    }
    return { status: 'VALID', message: checks.map(({ message }) => message).join(' '), checks }
  } catch (error) {
    const known = input.signal.aborted ? tooSlow(input.signal) : error
    if (!(known instanceof AppError) || known.code === 'cancelled' || known.retryable) throw known
    const faults = known.faults.map(({ path, message }) => ` ${path} ${message}`).join('')
    const message = `${known.message}${faults}`
    const refused = known.code === 'credential_rejected' && known.detail['status'] !== FORBIDDEN
    checks.push({ name: trying, ok: false, message })
    return { status: refused ? 'INVALID' : 'PARTIAL_VALID', message, checks }
  }
}

async function tryTable(
  source: BigQuerySource,
  input: ValidatorInput,
  start: (check: string) => void,
  passed: (message: string) => void,
): Promise<void> {
  start('Service account key')
  const { api } = await openSource(source, {
    secrets: input.secrets,
    baseUrl: input.providerConfig.api_base_url,
    signal: input.signal,
  })
  start('Find the table')
  await api.check()
  passed(`${source.billing_export_table} is a billing export.`)
  start('Run a query')
  const month = monthStart(formatDay(input.clock.now()))
  const bytes = await api.estimate(month)
  passed(`It can be read; ${month.slice(0, 7)} has ${(bytes + MEBIBYTE - 1n) / MEBIBYTE} MiB so far.`)
}

async function describeFolder(path: string, signal: AbortSignal): Promise<string> {
  const store = await openPathStore(path)
  try {
    const { files } = await listExport(store, signal)
    return `${files.length} file${files.length === 1 ? ' is' : 's are'} there.`
  } finally {
    store.close()
  }
}

/** Time that ran out says nothing about the credential. */
function tooSlow({ reason }: AbortSignal): unknown {
  if (!(reason instanceof DOMException) || reason.name !== 'TimeoutError') return reason
  return new AppError('provider_unavailable', 'BigQuery did not answer in time. Try again.', {
    cause: reason,
  })
}
