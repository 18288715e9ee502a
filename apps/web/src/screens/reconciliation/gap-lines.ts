import type { GapRow } from '../../api/shapes.ts'

export type GapLine = {
  readonly row: GapRow
  /** False on the further reasons of a key: its billed and priced amounts stand on its first line only. */
  readonly first: boolean
}

/** The rows of a page as lines whose visible amounts add up: a key with several reasons shows its amounts once. */
export function gapLines(rows: readonly GapRow[]): GapLine[] {
  return rows.map((row, index) => {
    const before = rows[index - 1]
    return { row, first: before === undefined || keyOf(before) !== keyOf(row) }
  })
}

function keyOf(row: GapRow): string {
  return JSON.stringify([row.cost_date, row.provider, row.billing_account_id, row.gap_key, row.currency])
}
