import { parseOrgSlug } from '@cloudact/core/org-slug'
import { processorContext } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { expect, test } from 'vitest'
import { DayRows } from './day-rows.ts'
import { catalogAt } from './testing/vendor-context.ts'

const TABLE = 'genai_vendor_costs_daily'
const DAYS = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']
const ACCOUNTS = ['org-a', 'org-b']

test('every day gets its own rows, however many days are read at once', async () => {
  const opened = await openTestLake(await testDatabase())
  const warehouse = opened.lake.forOrg(parseOrgSlug('acme'))
  const opening = processorContext({
    catalog: catalogAt('http://127.0.0.1:9'),
    warehouse,
    pipelinePath: 'genai/payg/openai',
  })
  const { context } = opening
  const days = DAYS.flatMap((day) => ACCOUNTS.map((accountId) => ({ day, accountId, credentialId: 'cred' })))
  const row = (day: string, accountId: string, index: number) => ({
    cost_date: day,
    provider: 'openai',
    billing_account_id: accountId,
    amount: String(index),
    currency: 'USD',
    line_kind: 'unmapped',
    settled: true,
    x_source_record_id: `${day}/${accountId}/${index}`,
    x_genai_provider: 'openai',
  })
  await context.write(
    days.map(({ day, accountId, credentialId }) => ({
      table: TABLE,
      credentialId,
      accountId,
      period: day,
      content: { kind: 'rows' as const, rows: [[0, 1, 2].map((index) => row(day, accountId, index))] },
    })),
  )
  for (const rowsAtOnce of [1, 4, 7, 1_000]) {
    // A day that has no slice and an account nobody asked for must not disturb the others.
    const asked = [
      ...days.slice(0, 5),
      { day: '2026-10-03', accountId: 'org-none', credentialId: 'cred' },
      ...days.slice(6),
    ]
    const rows = await DayRows.open(context, {
      table: TABLE,
      dateColumn: 'cost_date',
      days: asked,
      rowsAtOnce,
    })
    for (const day of asked) {
      const ids = (await rows.of(day)).map((one) => one['x_source_record_id'])
      const none = day.accountId === 'org-none'
      expect(ids).toEqual(none ? [] : [0, 1, 2].map((index) => `${day.day}/${day.accountId}/${index}`))
    }
  }
  await opening.close()
  await opened.close()
})
