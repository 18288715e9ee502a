import { addDays } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { AccountDay } from './payg-run.ts'

/** Watches for changes of days whose month is final: they are written, and somebody is told the amount. */
export class ClosedPeriodWatch {
  readonly #context: ProcessorContext
  readonly #changes: { day: AccountDay; before: Decimal; after: Decimal }[] = []

  constructor(context: ProcessorContext) {
    this.#context = context
  }

  /** Compares what a final day holds with the rows that are about to replace it. A day's first load is no change. */
  async before(day: AccountDay, rows: readonly Row[]): Promise<void> {
    const batches = this.#context.query({
      sql: `SELECT {{sum(BilledCost)}} AS billed, COUNT(*) AS row_count FROM {{table(cost_data_standard_1_3)}}
        WHERE {{day(ChargePeriodStart)}} = {{date(@day)}} AND x_pipeline_id = @pipeline_id AND x_credential_id = @credential_id
        AND BillingAccountId = @account_id`,
      parameters: {
        day: day.day,
        pipeline_id: this.#context.run.pipelineId,
        credential_id: day.credentialId,
        account_id: day.accountId,
      },
      range: { start: day.day, end: addDays(day.day, 1) },
    })
    for await (const [found] of batches) {
      if (!found || Number(found['row_count']) === 0) continue
      const before = new Decimal(String(found['billed'] ?? '0'))
      const after = rows.reduce((sum, row) => sum.plus(String(row['BilledCost'])), new Decimal(0))
      if (!before.eq(after)) this.#changes.push({ day, before, after })
    }
  }

  report(): void {
    for (const { day, before, after } of this.#changes) {
      this.#context.finding({
        code: 'closed_period_changed',
        severity: 'warning',
        message: `The final cost of ${day.day} changed from ${before.toFixed()} to ${after.toFixed()}. The previous rows are kept.`,
        table: 'cost_data_standard_1_3',
        detail: {
          day: day.day,
          account_id: day.accountId,
          before: before.toFixed(),
          after: after.toFixed(),
          change: after.minus(before).toFixed(),
        },
      })
    }
  }
}
