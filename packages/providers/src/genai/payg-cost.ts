import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '@cloudact/engine/processor'
import { z } from 'zod'
import { costRow } from './cost-row.ts'
import { DayRows } from './day-rows.ts'
import { inNameOf } from './in-name-of.ts'
import { loadPaygAdapter, type PaygAdapter } from './payg-adapter.ts'
import { type AccountDay, accountDays, extractedOutput, workRange } from './payg-run.ts'
import { isSettled } from './periods.ts'
import { openPriceBook } from './prices/open-price-book.ts'
import type { PriceBook } from './prices/price-book.ts'
import { createPricingTerms } from './prices/pricing-terms.ts'
import { type PricedLine, priceUsage } from './priced-line.ts'
import { explainGap } from './reconcile/explain-gap.ts'
import { pairKeys } from './reconcile/gap-key.ts'
import { reconciliationRows } from './reconcile/reconciliation-row.ts'
import { type VendorLine, vendorLine } from './reconcile/vendor-line.ts'
import { reportUnpriced, UnpricedUsage } from './unpriced-usage.ts'

const RAW = 'genai_payg_usage_raw'
const VENDOR_COSTS = 'genai_vendor_costs_daily'
const COSTS = 'genai_payg_costs_daily'
const RECONCILIATION = 'genai_cost_reconciliation_daily'
const DAYS_PER_WRITE = 31

const config = z.strictObject({
  provider: z.string(),
  /** Pipeline whose stored usage is priced anew; absent: this one's. */
  usage_of: z.string().optional(),
})

/**
 * Usage × price per day and meter, and the three numbers of every reconciliation key: billed, priced, gap with its
 * reasons. Usage without a price has a null cost and a finding.
 */
export default defineProcessor({
  summary: 'Prices GenAI usage and reconciles it with what the provider billed',
  config,
  async run(given, { provider, usage_of: usageOf }) {
    const context = inNameOf(given, usageOf)
    const output = extractedOutput(context, provider)
    const adapter = await loadPaygAdapter(provider)
    const settleHours = context.catalog.providers.get(provider)?.settle_hours ?? 0
    const terms = createPricingTerms(
      openPriceBook(context.catalog, provider),
      new Decimal(output?.discount_percent ?? '0'),
      await context.services.priceTerms?.termsOf(context.run.org, provider),
    )
    const { book } = terms
    const unpriced = new UnpricedUsage(provider)
    const days = await accountDays(
      context,
      [RAW, VENDOR_COSTS],
      workRange(context, output),
      output?.credential_id,
    )

    const usage = await DayRows.open(context, { table: RAW, dateColumn: 'usage_date', days })
    const bills = await DayRows.open(context, { table: VENDOR_COSTS, dateColumn: 'cost_date', days })

    let rows = 0
    let writes: SliceWrite[] = []
    for (const [index, day] of days.entries()) {
      context.signal.throwIfAborted()
      const lines = priceUsage(await usage.of(day), terms)
      for (const line of lines) if (!line.pricing) unpriced.add(day.day, line)
      const { tiersOutsideCosts } = adapter
      const costs = lines.map((line) =>
        costRow(line, {
          provider,
          accountId: day.accountId,
          day: day.day,
          calculatedAt: context.run.startedAt,
          tiersOutsideCosts,
        }),
      )
      const bill = (await bills.of(day)).map(vendorLine)
      const compared = lines.filter((line) => !tiersOutsideCosts.includes(line.tier))
      const settled = isSettled(day.day, context.run.startedAt, settleHours)
      const { pairedBy } = adapter
      const keys = reconcile(context, { provider, day, settled, book, pairedBy }, bill, compared)
      writes.push(slice(COSTS, day, costs), slice(RECONCILIATION, day, keys))
      rows += costs.length
      if (writes.length >= 2 * DAYS_PER_WRITE || index === days.length - 1) {
        await context.write(writes)
        writes = []
        context.progress(`Priced usage up to ${day.day}.`, rows)
      }
    }
    reportUnpriced(context, unpriced)
    return { rows, output: { ...output, unpriced_models: unpriced.models().length } }
  },
})

type ReconcileContext = {
  readonly provider: string
  readonly day: AccountDay
  readonly settled: boolean
  readonly book: PriceBook
  readonly pairedBy: PaygAdapter['pairedBy']
}

function reconcile(
  context: ProcessorContext,
  { provider, day, settled, book, pairedBy }: ReconcileContext,
  bill: readonly VendorLine[],
  usage: readonly PricedLine[],
): Row[] {
  if (bill.length === 0) {
    // A bill without a single line is a bill we do not have: comparing with it would erase the usage.
    if (
      settled &&
      usage.some((line) => line.pricing?.contractedCost.isPositive() && !line.pricing.contractedCost.isZero())
    ) {
      context.finding({
        code: 'vendor_costs_missing',
        severity: 'warning',
        message: `${provider} reported usage on ${day.day} but billed nothing. The costs of that day stay an estimate.`,
        table: VENDOR_COSTS,
        detail: { day: day.day, account_id: day.accountId },
      })
    }
    return []
  }
  const projectNames = new Map(
    usage.flatMap(({ projectId, projectName }) =>
      projectId && projectName ? [[projectId, projectName]] : [],
    ),
  )
  return pairKeys(bill, usage, pairedBy).flatMap((key) =>
    reconciliationRows(key, explainGap(key, book, day.day), {
      provider,
      accountId: day.accountId,
      day: day.day,
      settled,
      projectNames,
    }),
  )
}

function slice(
  table: string,
  { credentialId, accountId, day }: AccountDay,
  rows: readonly Row[],
): SliceWrite {
  return { table, credentialId, accountId, period: day, content: { kind: 'rows', rows: [rows] } }
}
