import { rm } from 'node:fs/promises'
import type { Day } from '@cloudact/core/day'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import type { RefusedMonths } from '../../files/refused-months.ts'
import type { BigQuerySource } from '../bill-source.ts'
import { isMonthLoaded, loadFoundMonths, reportMissing, type LoadedMonths } from '../load-found-months.ts'
import { unknownFields } from '../raw-select.ts'
import { deliveryOf, fetchMonth } from './fetch-month.ts'
import { openSource } from './open-source.ts'

/** Reads each month whose lines are not those already loaded; any other costs a count. */
export async function loadFromBigQuery(
  context: ProcessorContext,
  credential: Credential,
  {
    provider,
    source,
    months,
    refused,
  }: {
    readonly provider: string
    readonly source: BigQuerySource
    readonly months: readonly Day[]
    readonly refused: RefusedMonths
  },
): Promise<LoadedMonths & { readonly unknown: readonly string[] }> {
  const { signal } = context
  const { api, table } = await openSource(source, {
    secrets: credential.secrets,
    baseUrl: context.catalog.providers.get(provider)?.api_base_url,
    signal,
  })
  await api.check()
  const folder = await context.temporaryFolder()
  const unknown = new Set<string>()
  const loaded: string[] = []
  const unchanged: string[] = []
  const missing: string[] = []
  let rows = 0
  for (const period of months) {
    const month = period.slice(0, 7)
    await refused.unless(month, async () => {
      const content = await api.count(period)
      if (content.lines === 0) {
        reportMissing(context, period)
        missing.push(month)
        return
      }
      if (await isMonthLoaded(context, credential.credentialId, deliveryOf(table, period, content), period)) {
        context.progress(`${month} is unchanged`)
        unchanged.push(month)
        return
      }
      const fetched = await fetchMonth(api, table, period, { content, folder, signal })
      context.progress(`${month}: ${content.lines} lines fetched`)
      const result = await loadFoundMonths(context, credential, fetched, { months: [period], refused })
      rows += result.rows
      loaded.push(...result.loaded)
      for (const name of unknownFields(fetched)) unknown.add(name)
      for (const path of fetched.paths) await rm(path)
    })
  }
  return { rows, loaded, unchanged, missing, unknown: [...unknown] }
}
