import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import type { SourceColumn } from './engine.ts'

/** SQL for one CSV line. An empty text is written as `""`, so that it is not read back as NULL. */
export function csvLine(columns: readonly SourceColumn[]): string {
  const fields = columns.map((column) => {
    const text = cellText(column)
    if (!mayNeedQuotes(column.type)) return `coalesce(${text}, '')`
    const quoted = `'"' || replace(${text}, '"', '""') || '"'`
    return `CASE WHEN ${text} IS NULL THEN '' WHEN ${text} = '' OR regexp_matches(${text}, '[",\\n\\r]') THEN ${quoted} ELSE ${text} END`
  })
  return fields.join(` || ',' || `)
}

/** With its line end. */
export function csvHeader(columns: readonly SourceColumn[]): string {
  const names = columns.map(({ name }) => (/[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
  return `${names.join(',')}\n`
}

/** SQL for one JSON object. Numbers that are not money stay numbers. */
export function jsonLine(columns: readonly SourceColumn[]): string {
  const pairs = columns.map((column) => {
    const plain = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|DOUBLE|FLOAT|BOOLEAN)$/.test(column.type)
    return `${duckdbString(column.name)}, ${plain ? reference(column) : cellText(column)}`
  })
  return `CAST(json_object(${pairs.join(', ')}) AS VARCHAR)`
}

function cellText(column: SourceColumn): string {
  const value = reference(column)
  if (column.type === 'VARCHAR') return value
  if (column.type.startsWith('DECIMAL')) return `plain_text(${value})`
  if (column.type.startsWith('TIMESTAMP'))
    return `strftime(CAST(${value} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ')`
  return `CAST(${value} AS VARCHAR)`
}

function mayNeedQuotes(type: string): boolean {
  return !/^(DECIMAL|TIMESTAMP|DATE|BOOLEAN|DOUBLE|FLOAT|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$)/.test(
    type,
  )
}

function reference(column: SourceColumn): string {
  return `result.${duckdbIdentifier(column.name)}`
}
