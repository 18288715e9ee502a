import { eachMonth, type Day } from '@cloudact/core/day'
import { defineProcessor, type Credential, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { openPathStore } from '../files/path-store.ts'
import { publishReferences } from '../files/publish-references.ts'
import { RefusedMonths } from '../files/refused-months.ts'
import { parseGcpSource } from './bill-source.ts'
import { loadFromBigQuery } from './bigquery/load-from-bigquery.ts'
import { fetchExport, listExport } from './fetch-export.ts'
import { isMonthLoaded, loadFoundMonths, type LoadedMonths } from './load-found-months.ts'
import { unknownFields } from './raw-select.ts'
import { RAW_TABLE } from './raw-table.ts'

/**
 * Reads an exported Google Cloud billing table into the raw table, one slice per billing account and invoice month, each
 * replaced whole: late lines and corrections are in the table when they have come, whatever day they belong to.
 */
export default defineProcessor({
  summary:
    'Reads the Google Cloud billing export from BigQuery or from files of a folder, by billing account and invoice month.',
  config: z.strictObject({ provider: z.string().default('gcp') }),
  async run(context, config) {
    const credential = await context.credential(config.provider)
    const source = parseGcpSource(credential.metadata)
    const months = [...eachMonth(context.run.range)]
    await publishReferences(context, [{ table: 'cloud_gcp_service_reference', seed: 'gcp/services.csv' }])
    const refused = new RefusedMonths(context, 'Google Cloud')
    const { rows, unknown, ...outcome } =
      source.source === 'path'
        ? await loadFromFolder(context, credential, source.path, { months, refused })
        : await loadFromBigQuery(context, credential, { provider: config.provider, source, months, refused })
    reportUnknownFields(context, unknown)
    return {
      rows,
      output: { ...outcome, refused: refused.months },
      shortfall: refused.shortfall(outcome.loaded.length + outcome.unchanged.length),
    }
  },
})

/** A folder holds one export of the whole table: it is taken as one delivery. */
async function loadFromFolder(
  context: ProcessorContext,
  credential: Credential,
  path: string,
  wanted: { readonly months: readonly Day[]; readonly refused: RefusedMonths },
): Promise<LoadedMonths & { readonly unknown: readonly string[] }> {
  const store = await openPathStore(path)
  try {
    const listed = await listExport(store, context.signal)
    const known = (month: Day) => isMonthLoaded(context, credential.credentialId, listed.deliveryId, month)
    if (await every(wanted.months, known)) {
      context.progress('The exported table is unchanged')
      const unchanged = wanted.months.map((month) => month.slice(0, 7))
      return { rows: 0, loaded: [], unchanged, missing: [], unknown: [] }
    }
    const fetched = await fetchExport(store, listed, await context.temporaryFolder(), {
      signal: context.signal,
      onFile: (done, all) => context.progress(`file ${done} of ${all} fetched`),
    })
    const result = await loadFoundMonths(context, credential, fetched, wanted)
    return { ...result, unchanged: [], unknown: unknownFields(fetched) }
  } finally {
    store.close()
  }
}

async function every(months: readonly Day[], holds: (month: Day) => Promise<boolean>): Promise<boolean> {
  for (const month of months) if (!(await holds(month))) return false
  return true
}

function reportUnknownFields(context: ProcessorContext, unknown: readonly string[]): void {
  if (unknown.length === 0) return
  const shown = unknown.slice(0, 10).map((name) => `"${name.slice(0, 60)}"`)
  context.finding({
    code: 'unknown_export_columns',
    severity: 'warning',
    message: `The Google Cloud billing export has columns this installation does not know and does not read: ${shown.join(', ')}.`,
    table: RAW_TABLE,
    detail: { columns: unknown },
  })
}
