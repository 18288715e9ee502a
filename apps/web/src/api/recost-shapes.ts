import { z } from 'zod'
import { StartedRun } from './run-shapes.ts'

/** Answers of the pipeline service about pricing a period anew, which the API passes through without describing them. */
const Amounts = { before: z.string(), after: z.string(), change: z.string() }

export const RecostPreview = z.object({
  models: z.array(
    z.object({
      model: z.string(),
      /** Null: no price is known. */
      currency: z.string().nullable(),
      ...Amounts,
      unpriced_before: z.number(),
      unpriced_after: z.number(),
    }),
  ),
  totals: z.array(z.object({ currency: z.string(), ...Amounts })),
  day_count: z.number(),
  record_count: z.number(),
  final_days: z.array(z.string()),
  left_out: z.array(z.string()),
})
export type RecostPreview = z.output<typeof RecostPreview>

export const StartedRecost = z.object({ runs: z.array(StartedRun) })

/** A provider's usage of half-open UTC days. */
export type RecostPeriod = {
  readonly provider: string
  readonly start_date: string
  readonly end_date: string
}
