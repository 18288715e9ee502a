import { AppError } from '@cloudact/core/errors'
import { readParquetFooter } from '../files/parquet-footer.ts'
import type { ExportColumns } from './export-columns.ts'
import type { Manifest } from './manifest.ts'
import { matchHeader, type MatchedHeader } from './match-header.ts'
import { numberStyle, type NumberStyle } from './number-style.ts'
import { readHead } from './read-head.ts'

/** Downloaded files of one run of an export, checked to be whole and understood. */
export type Delivery = {
  readonly manifest: Manifest
  readonly paths: readonly string[]
  /** Column names as the files spell them. */
  readonly names: readonly string[]
  readonly header: MatchedHeader
  readonly style: NumberStyle
}

/** Records of a delivery that are looked into to learn how it writes numbers. */
const SAMPLE = 2_000

/** Reads what the files say about themselves. Parts must agree on their columns. */
export async function inspectDelivery(
  manifest: Manifest,
  paths: readonly string[],
  columns: ExportColumns,
): Promise<Delivery> {
  let names: readonly string[] | null = null
  const records: (readonly string[])[] = []
  for (const [index, path] of paths.entries()) {
    const file = manifest.files[index]?.key ?? path
    const own = await partHead(manifest, path, file, SAMPLE - records.length)
    names ??= own.header
    if (own.header.join('\n') !== names.join('\n')) {
      throw new AppError(
        'invalid_input',
        `"${file}" of the Azure export has other columns than the first part. The month was left as it was.`,
      )
    }
    records.push(...own.records)
  }
  const header = matchHeader(names ?? [], columns)
  return {
    manifest,
    paths,
    names: names ?? [],
    header,
    style: numberStyle(amountCells(names ?? [], header, records)),
  }
}

async function partHead(manifest: Manifest, path: string, file: string, atMost: number) {
  if (manifest.format === 'csv') return readHead(path, file, Math.max(1, atMost))
  const footer = await readParquetFooter(path)
  return { header: footer?.columns ?? [], records: [] }
}

function* amountCells(
  names: readonly string[],
  header: MatchedHeader,
  records: readonly (readonly string[])[],
): Generator<string> {
  const amounts = new Set(
    header.columns.flatMap(({ column, names: found }) => (column.kind === 'amount' ? found : [])),
  )
  const places = names.flatMap((name, index) => (amounts.has(name) ? [index] : []))
  for (const record of records) for (const place of places) yield record[place] ?? ''
}
