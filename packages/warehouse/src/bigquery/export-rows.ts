import type { Cell, ExportFormat, Row, Statement } from '@cloudact/core/ports/warehouse'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { ResultField } from './decode-row.ts'
import { exportParquet } from './export-parquet.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { prepareQuery } from './prepare-query.ts'
import { readResult } from './read-result.ts'

/**
 * Streams a SELECT as file bytes, a result page at a time, in the lake's formats: CSV (RFC 4180, header first) and JSONL
 * with decimals as text without trailing zeros, timestamps as `YYYY-MM-DDTHH:MM:SSZ`, NULL empty in CSV and null in JSONL.
 */
export async function* exportRows(
  warehouse: OrgBigQuery,
  statement: Statement,
  format: ExportFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const what = 'The export'
  const prepared = await prepareQuery(warehouse, statement, what)
  const labels = jobLabels({ org: warehouse.org, step: 'export' })
  const pages = readResult(warehouse, { what, ...prepared, labels, signal })
  if (format === 'parquet') {
    yield* exportParquet(warehouse, pages, signal)
    return
  }
  const encoder = new TextEncoder()
  let first = true
  for await (const { fields, rows } of pages) {
    const line = format === 'csv' ? csvLine : jsonLine
    const header =
      format === 'csv' && first ? `${fields.map(({ name }) => quoted(name ?? '')).join(',')}\n` : ''
    first = false
    const text = header + rows.map((row) => `${line(fields, row)}\n`).join('')
    if (text !== '') yield encoder.encode(text)
  }
}

function csvLine(fields: readonly ResultField[], row: Row): string {
  return fields
    .map((field) => {
      const cell = row[field.name ?? ''] ?? null
      if (cell === null) return ''
      // An empty text is written as "", so that it is not read back as NULL.
      return cell === '' ? '""' : quoted(cellText(field, cell))
    })
    .join(',')
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function jsonLine(fields: readonly ResultField[], row: Row): string {
  const pairs = fields.map((field) => {
    const cell = row[field.name ?? ''] ?? null
    return `${JSON.stringify(field.name)}:${jsonValue(field, cell)}`
  })
  return `{${pairs.join(',')}}`
}

/** Numbers that are not money stay numbers; one beyond a float's digits is written as it is. */
function jsonValue(field: ResultField, cell: Cell): string {
  const isWhole = field.type === 'INTEGER' || field.type === 'INT64'
  if (typeof cell !== 'string' || isWhole) return String(cell)
  return JSON.stringify(cellText(field, cell))
}

function cellText(field: ResultField, cell: Exclude<Cell, null>): string {
  return field.type === 'TIMESTAMP' ? `${String(cell).slice(0, 19)}Z` : String(cell)
}
