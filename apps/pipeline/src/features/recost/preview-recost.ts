import { Decimal } from '@cloudact/core/decimal'
import { integrationSettings } from '@cloudact/providers/genai/payg-run'
import { previewRecost } from '@cloudact/providers/genai/recost/preview-recost'
import { createPriceTermsSource } from '@cloudact/store/prices/price-terms-source'
import { z } from 'zod'
import { route } from '../../context.ts'
import { RecostBody, RecostParams, recostTask } from './recost-request.ts'

const Money = z.string().meta({ format: 'decimal', example: '1234.567890123' })

export const previewRecostRoute = route({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/recost/preview',
  operationId: 'previewRecost',
  tag: 'GenAI',
  summary: 'What stored usage of a period would cost with the prices in force, by model; changes nothing',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: RecostParams,
  body: RecostBody,
  output: z.object({
    org_slug: z.string(),
    provider: z.string(),
    start_date: z.string(),
    end_date: z.string(),
    models: z.array(
      z.object({
        model: z.string(),
        currency: z.string().nullable().describe('Null: no price is known.'),
        before: Money,
        after: Money,
        change: Money,
        unpriced_before: z.number().int().describe('Cost rows without a price.'),
        unpriced_after: z.number().int(),
      }),
    ),
    totals: z
      .array(z.object({ currency: z.string(), before: Money, after: Money, change: Money }))
      .describe('One entry per currency; two are never added.'),
    day_count: z.number().int(),
    record_count: z.number().int(),
    final_days: z
      .array(z.string())
      .describe(
        'Days of closed months. They are priced too: their earlier rows are kept and the change is reported.',
      ),
    left_out: z.array(z.string()).describe('Removed integrations whose usage stays as it is.'),
  }),
  audit: { action: 'READ', resource: 'genai_recost' },
  handler: async ({ org, body, signal, auditDetail }, context) => {
    const { provider, range, credentials, leftOut } = await recostTask(context, org, body)
    auditDetail(provider, { start_date: range.start, end_date: range.end })
    const discounts = credentials.map(({ credential_id: id, credential_name: name, metadata }) => {
      const settings = integrationSettings({ name: name ?? provider, metadata: metadata ?? {} })
      return [id, new Decimal(settings.discount_percent)] as const
    })
    const { models, finalDays, days, records } = await previewRecost({
      warehouse: context.warehouse.forOrg(org),
      catalog: context.catalogFor(org),
      provider,
      range,
      terms: await createPriceTermsSource(context.database).termsOf(org, provider),
      discountPercents: new Map(discounts),
      now: new Date(context.clock.now()).toISOString(),
      signal,
    })
    return {
      org_slug: org,
      provider,
      start_date: range.start,
      end_date: range.end,
      models: [...models],
      totals: totalsOf(models),
      day_count: days,
      record_count: records,
      final_days: [...finalDays],
      left_out: [...leftOut],
    }
  },
})

type Amounts = { readonly currency: string | null; readonly before: string; readonly after: string }

function totalsOf(models: readonly Amounts[]) {
  const groups = Map.groupBy(models, ({ currency }) => currency)
  return [...groups].flatMap(([currency, rows]) => {
    if (currency === null) return []
    const sum = (side: 'before' | 'after') =>
      rows.reduce((total, row) => total.plus(row[side]), new Decimal(0))
    const [before, after] = [sum('before'), sum('after')]
    const change = after.minus(before)
    return [{ currency, before: before.toFixed(), after: after.toFixed(), change: change.toFixed() }]
  })
}
