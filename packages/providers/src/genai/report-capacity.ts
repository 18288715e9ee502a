import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'

const SHOWN = 20

const config = z.strictObject({
  flow: z.enum(['commitment', 'infrastructure']),
  /** Of a commitment: the registry key it is of. */
  provider: z.string().optional(),
})

const NAMES = { commitment: 'provisioned capacity', infrastructure: 'GPU or TPU hours' } as const

/**
 * Says what a person must know about capacity costs: that no source has any, so that silence never passes for
 * "nothing is spent", and which capacity has no price and therefore no cost.
 */
export default defineProcessor({
  summary: 'Reports capacity without a source and capacity without a price',
  config,
  async run(context, { flow, provider }) {
    const table = `genai_${flow}_costs_daily`
    const what = provider === undefined ? NAMES[flow] : `${NAMES[flow]} of ${provider}`
    const { start, end } = context.run.range
    const [counts] = await rowsOf(
      context,
      provider,
      `SELECT COUNT(*) AS lines FROM {{table(genai_${flow}_usage_raw)}} WHERE ${OF_PROVIDER} AND usage_date >= {{date(@start)}} AND usage_date < {{date(@end)}}`,
    )
    const lines = Number(counts?.['lines'] ?? 0)
    if (lines === 0) {
      context.finding({
        code: 'no_capacity_found',
        severity: 'info',
        message: `Neither the stored bills nor an imported usage file has ${what} from ${start} up to ${end}.`,
        table,
      })
      return { rows: 0 }
    }
    const unpriced = await rowsOf(
      context,
      provider,
      `SELECT provider, ${flow === 'commitment' ? 'model' : 'instance_type'} AS name, region, COUNT(*) AS lines
      FROM {{table(${table})}}
      WHERE ${OF_PROVIDER} AND cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}} AND NOT is_priced
      GROUP BY provider, ${flow === 'commitment' ? 'model' : 'instance_type'}, region
      ORDER BY provider, name NULLS LAST, region NULLS LAST`,
    )
    if (unpriced.length > 0) {
      context.finding({
        code: 'unpriced_capacity',
        severity: 'warning',
        message: `No price is known for some ${what}; its costs stay empty. Put the price into ${flow}_pricing.csv of an overlay folder, or connect the cloud's bill.`,
        table,
        detail: { capacity: unpriced.slice(0, SHOWN), count: unpriced.length },
      })
    }
    return { rows: lines }
  },
})

/** An empty text is every provider: BigQuery cannot tell what a NULL would be. */
const OF_PROVIDER = "(@provider = '' OR provider = @provider)"

async function rowsOf(context: ProcessorContext, provider: string | undefined, sql: string) {
  const { range } = context.run
  const parameters = { provider: provider ?? '', start: range.start, end: range.end }
  return (await Array.fromAsync(context.query({ sql, parameters }))).flat()
}
