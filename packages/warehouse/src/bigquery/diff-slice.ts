import { AppError } from '@cloudact/core/errors'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { assertSlice } from '../lake/assert-slice.ts'
import { currencyColumn, type MeasureDiff, type SliceDiff } from '../lake/diff-slice.ts'
import type { LakeTable } from '../lake/lake-table.ts'
import { bigqueryIdentifier, bigqueryTable, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { findTables } from './catalog/find-tables.ts'
import { findVersions } from './catalog/versions.ts'
import { previousTable } from './create-table.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { readRows } from './read-result.ts'
import { sliceId } from './slice-id.ts'

/**
 * What changed from the kept predecessor of a slice to its live version, or to nothing when it was withdrawn. Throws
 * `not_found` when there is no predecessor, or when it is of another generation than the one asked for.
 */
export async function diffSlice(
  warehouse: OrgBigQuery,
  slice: Slice,
  generation?: number,
): Promise<SliceDiff> {
  assertSlice(slice)
  const { database, org } = warehouse
  const table = (await findTables(database, org, [slice.table])).get(slice.table)
  const { live, previous } = await findVersions(database, org, sliceId(slice))
  if (
    table === undefined ||
    previous === undefined ||
    (generation ?? previous.generation) !== previous.generation
  ) {
    const which = generation === undefined ? 'an earlier version' : `generation ${generation}`
    throw new AppError(
      'not_found',
      `There is no stored ${which} of ${slice.table} ${slice.period} to compare with.`,
    )
  }
  return {
    generations: { before: previous.generation, after: live?.generation ?? null },
    runs: { before: previous.runId, after: live?.runId ?? null },
    rows: { before: previous.rows, after: live?.rows ?? 0 },
    measures: await sumBoth(warehouse, table, sliceId(slice)),
  }
}

/** A withdrawn slice has no rows in the table, so both sides are read alike. */
async function sumBoth(warehouse: OrgBigQuery, table: LakeTable, id: string): Promise<MeasureDiff[]> {
  const names = table.columns.filter(({ type }) => type === 'decimal').map(({ name }) => name)
  if (names.length === 0) return []
  const currency = currencyColumn(table)
  const key = currency === undefined ? 'CAST(NULL AS STRING)' : bigqueryIdentifier(currency)
  const side = (name: string, table: string): string =>
    `SELECT '${name}' AS side, ${key} AS currency, ${names.map((column, index) => `${bigqueryIdentifier(column)} AS amount_${index}`).join(', ')} FROM ${bigqueryTable(warehouse.dataset, table)} WHERE ${SLICE_COLUMN} = @slice`
  const sums = names.flatMap((_, index) =>
    ['before', 'after'].map(
      (name) => `SUM(CASE WHEN side = '${name}' THEN amount_${index} END) AS ${name}_${index}`,
    ),
  )
  const found = await readRows(warehouse, {
    what: 'The comparison',
    labels: jobLabels({ org: warehouse.org, step: 'diff-slice' }),
    sql: `SELECT currency, ${sums.join(', ')}\nFROM (\n${side('before', previousTable(table.name))}\nUNION ALL\n${side('after', table.name)}\n)\nGROUP BY currency\nORDER BY currency NULLS LAST`,
    parameters: [{ name: 'slice', parameterType: { type: 'STRING' }, parameterValue: { value: id } }],
  })
  return found.flatMap((row) =>
    names.map((name, index) => ({
      currency: textOrNull(row['currency']),
      name,
      before: textOrNull(row[`before_${index}`]),
      after: textOrNull(row[`after_${index}`]),
    })),
  )
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
