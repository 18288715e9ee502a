import { BASE_ROW } from '@cloudact/conformance/testing/base-row'
import { defineProcessor } from '@cloudact/engine/processor'
import { z } from 'zod'

/** Writes one charge that conforms to FOCUS, but for the currency it is told, as the slice of the run's first day. */
export default defineProcessor({
  summary: 'Writes a charge.',
  config: z.strictObject({ currency: z.string() }),
  async run(context, { currency }) {
    const charge = { ...BASE_ROW, BillingCurrency: currency, x_charge_origin: 'usage_priced' }
    await context.write([
      {
        table: 'cost_data_standard_1_3',
        credentialId: 'none',
        accountId: '',
        period: context.run.range.start,
        content: { kind: 'rows', rows: [[charge]] },
      },
    ])
    return { rows: 1, output: {} }
  },
})
