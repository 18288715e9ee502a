import { AppError } from '@cloudact/core/errors'
import type { LakeTable } from '../lake/lake-table.ts'
import { RUN_COLUMNS } from '../lake/content-hash.ts'
import { bigqueryIdentifier, bigqueryTable, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { JobRun } from './jobs/run-job.ts'
import { readRows } from './read-result.ts'

export type StagedFacts = { readonly rows: number; readonly bytes: number; readonly contentHash: string }

/**
 * Counts, sizes and fingerprints of the slices in a staging table, by slice id; a slice without rows is not listed.
 * Equal contents have equal fingerprints whatever the order of their rows and whichever run wrote them. Throws
 * `invalid_input` when a required column is empty.
 */
export async function inspectStaging(
  warehouse: OrgBigQuery,
  table: LakeTable,
  staging: string,
  run: JobRun,
): Promise<ReadonlyMap<string, StagedFacts>> {
  const required = table.columns.filter((column) => column.required === true)
  const compared = table.columns.filter(({ name }) => !RUN_COLUMNS.has(name))
  const row = `TO_JSON_STRING(STRUCT(${compared.map(({ name }) => bigqueryIdentifier(name)).join(', ')}))`
  const nulls = required.map(
    ({ name }, index) => `COUNTIF(${bigqueryIdentifier(name)} IS NULL) AS empty_${index}`,
  )
  // Two independent 64-bit sums; a plain xor would lose rows that occur twice.
  const sum = (text: string): string => `CAST(SUM(CAST(FARM_FINGERPRINT(${text}) AS BIGNUMERIC)) AS STRING)`
  const found = await readRows(warehouse, {
    ...run,
    sql: `SELECT ${[
      SLICE_COLUMN,
      'COUNT(*) AS row_count',
      'SUM(LENGTH(row_text)) AS byte_count',
      `CONCAT(${sum('row_text')}, ':', ${sum("CONCAT('second', row_text)")}) AS fingerprint`,
      ...nulls,
    ].join(
      ', ',
    )}\nFROM (SELECT *, ${row} AS row_text FROM ${bigqueryTable(warehouse.dataset, staging)})\nGROUP BY ${SLICE_COLUMN}`,
  })
  return new Map(
    found.map((facts) => {
      const rows = Number(facts['row_count'])
      for (const [index, { name }] of required.entries()) {
        const empty = Number(facts[`empty_${index}`])
        if (empty > 0) {
          throw new AppError(
            'invalid_input',
            `${run.what} leaves column "${name}" empty in ${empty} of ${rows} rows, but table "${table.name}" requires it. Nothing was stored.`,
          )
        }
      }
      const contentHash = `${compared.length}:${rows}:${String(facts['fingerprint'])}`
      return [String(facts[SLICE_COLUMN]), { rows, bytes: Number(facts['byte_count']), contentHash }]
    }),
  )
}
