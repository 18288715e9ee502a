import { addDays } from '@cloudact/core/day'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { AccountDay } from './payg-run.ts'

/** Rows held at once, unless a single day has more: a query for each day costs more than its rows. */
const ROWS_AT_ONCE = 20_000

type DayRowsSource = {
  readonly table: string
  /** The table's day column. */
  readonly dateColumn: string
  /** In order of time. */
  readonly days: readonly AccountDay[]
  readonly rowsAtOnce?: number
}

/** Reads a daily table day by day, several days with one query. The days must be asked for in their order. */
export class DayRows {
  readonly #context: ProcessorContext
  readonly #table: string
  readonly #dateColumn: string
  readonly #days: readonly AccountDay[]
  readonly #rowsAtOnce: number
  readonly #counts: ReadonlyMap<string, number>
  #held = new Map<string, Row[]>()

  private constructor(context: ProcessorContext, source: DayRowsSource, counts: ReadonlyMap<string, number>) {
    this.#context = context
    this.#table = source.table
    this.#dateColumn = source.dateColumn
    this.#days = source.days
    this.#rowsAtOnce = source.rowsAtOnce ?? ROWS_AT_ONCE
    this.#counts = counts
  }

  static async open(context: ProcessorContext, source: DayRowsSource): Promise<DayRows> {
    const slices = await context.slices(source.table)
    const own = slices.filter((slice) => slice.pipelineId === context.run.pipelineId)
    const counts = own.map(
      ({ credentialId, accountId, period, rows }) =>
        [keyOf({ credentialId, accountId, day: period }), rows] as const,
    )
    return new DayRows(context, source, new Map(counts))
  }

  /** All rows of the slice, in the order of their source records. */
  async of(day: AccountDay): Promise<readonly Row[]> {
    const key = keyOf(day)
    if (!this.#held.has(key)) this.#held = await this.#read(this.#windowFrom(key))
    return this.#held.get(key) ?? []
  }

  /** The day and those after it that fit. */
  #windowFrom(key: string): readonly AccountDay[] {
    const first = this.#days.findIndex((day) => keyOf(day) === key)
    const window: AccountDay[] = []
    let rows = 0
    for (const day of this.#days.slice(first)) {
      rows += this.#counts.get(keyOf(day)) ?? 0
      if (window.length > 0 && rows > this.#rowsAtOnce) break
      window.push(day)
    }
    return window
  }

  async #read(window: readonly AccountDay[]): Promise<Map<string, Row[]>> {
    const held = new Map(window.map((day) => [keyOf(day), [] as Row[]]))
    const [first, last] = [window[0]?.day, window.at(-1)?.day]
    if (first === undefined || last === undefined) return held
    // A vendor without a cost interface has no row in a table the others need.
    if (!window.some((day) => (this.#counts.get(keyOf(day)) ?? 0) > 0)) return held
    const range = { start: first, end: addDays(last, 1) }
    const batches = this.#context.query({
      sql: `SELECT * FROM {{table(${this.#table})}}
        WHERE ${this.#dateColumn} >= {{date(@start)}} AND ${this.#dateColumn} < {{date(@end)}}
          AND x_pipeline_id = @pipeline_id
        ORDER BY x_source_record_id`,
      parameters: { ...range, pipeline_id: this.#context.run.pipelineId },
      range,
    })
    for await (const batch of batches) {
      for (const row of batch) {
        const key = keyOf({
          credentialId: String(row['x_credential_id']),
          accountId: String(row['billing_account_id']),
          day: String(row[this.#dateColumn]).slice(0, 10),
        })
        // Rows of a credential that was not asked for are left alone.
        held.get(key)?.push(row)
      }
    }
    return held
  }
}

function keyOf({ credentialId, accountId, day }: AccountDay): string {
  return JSON.stringify([credentialId, accountId, day])
}
