import type { SeedRow } from './catalog.ts'
import type { ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'
import { parseCsv } from './parse-csv.ts'

/** Columns that together say what a row is about; those a file has are its key, beside the validity period. */
const KEY_COLUMNS: readonly string[] = [
  'provider',
  'model',
  'model_id',
  'sku_id',
  'meter',
  'token_type',
  'service_tier',
  'tier',
  'band',
  'context_band',
  'min_tokens',
  'cache_ttl',
  'time_window',
  'region',
  'unit',
  'currency',
  'commitment_type',
  'instance_type',
  'plan_name',
  'billing_cycle',
]
const PERIOD_COLUMNS = [
  ['effective_from', 'effective_to'],
  ['effective_date', 'end_date'],
  ['valid_from', 'valid_to'],
] as const
const DAY = /^\d{4}-\d{2}-\d{2}/

type NumberedRow = { readonly row: SeedRow; readonly line: number }

/**
 * Reads a seed CSV. Validity periods are half-open, and an empty end or start is open; two rows of one key may not be
 * valid at once.
 */
export function parseSeed(file: ConfigFile, report: (fault: Fault) => void): readonly SeedRow[] {
  const fault = (line: number, column: number, reason: string): void =>
    report({ file: file.file, line, column, path: '', reason })
  const { records, faults } = parseCsv(file.text)
  faults.forEach(({ line, column, reason }) => fault(line, column, `${reason}.`))
  const [header, ...body] = records
  if (!header) {
    fault(1, 1, 'A seed file starts with a line of column names.')
    return []
  }
  header.fields.forEach((name, index) => {
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      fault(header.line, index + 1, `"${name}" is not a column name: lower case, digits and underscores.`)
    if (header.fields.indexOf(name) !== index)
      fault(header.line, index + 1, `The column "${name}" appears twice.`)
  })
  const rows = body.flatMap(({ line, fields }): NumberedRow[] => {
    if (fields.length !== header.fields.length) {
      fault(line, 1, `The line has ${fields.length} values for ${header.fields.length} columns.`)
      return []
    }
    return [
      { row: Object.fromEntries(header.fields.map((name, index) => [name, fields[index] ?? ''])), line },
    ]
  })
  const period = PERIOD_COLUMNS.find(([from]) => header.fields.includes(from))
  if (period) reportOverlaps(rows, header.fields, period, fault)
  return rows.map(({ row }) => row)
}

function reportOverlaps(
  rows: readonly NumberedRow[],
  header: readonly string[],
  [from, to]: readonly [string, string],
  fault: (line: number, column: number, reason: string) => void,
): void {
  const keyColumns = KEY_COLUMNS.filter((name) => header.includes(name))
  const groups = new Map<string, { start: string; end: string; line: number }[]>()
  for (const { row, line } of rows) {
    const start = row[from] || '0001-01-01'
    const end = row[to] || '9999-12-31'
    if (!DAY.test(start)) {
      fault(line, header.indexOf(from) + 1, `"${start}" in ${from} is not a date; use YYYY-MM-DD.`)
    } else if (!DAY.test(end) || end <= start) {
      fault(
        line,
        header.indexOf(to) + 1,
        `The price ends at "${row[to]}", which is not after its start "${start}".`,
      )
    } else {
      const key = keyColumns.map((name) => row[name]).join(' · ')
      groups.set(key, [...(groups.get(key) ?? []), { start, end, line }])
    }
  }
  for (const [key, periods] of groups) {
    const sorted = periods.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.line - b.line))
    sorted.forEach((period, index) => {
      const previous = sorted[index - 1]
      if (previous && period.start < previous.end) {
        fault(
          period.line,
          header.indexOf(from) + 1,
          `Two rows for ${key} are valid on ${period.start}: this one and line ${previous.line}.`,
        )
      }
    })
  }
}
