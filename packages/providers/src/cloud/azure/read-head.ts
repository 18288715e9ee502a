import { AppError } from '@cloudact/core/errors'
import { checkHeader, readCsv } from '../files/csv.ts'

/** Header of a CSV part and its first records, for what a file says about itself only in its cells. */
export type CsvHead = { readonly header: readonly string[]; readonly records: readonly (readonly string[])[] }

/** Throws `invalid_input` when the part is empty or a column occurs twice. */
export async function readHead(path: string, file: string, atMost: number): Promise<CsvHead> {
  let header: readonly string[] | null = null
  const records: (readonly string[])[] = []
  for await (const { fields } of readCsv(path)) {
    if (header === null) header = checkHeader(fields, file)
    else records.push(fields)
    if (records.length >= atMost) break
  }
  if (header === null)
    throw new AppError('invalid_input', `"${file}" of the Azure export is empty: it has no header line.`)
  return { header, records }
}
