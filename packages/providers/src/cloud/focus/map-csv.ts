import { rm } from 'node:fs/promises'
import type { Mapper } from '@cloudact/catalog/mapper'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { checkHeader, readCsv } from '../files/csv.ts'
import { writeCsv } from '../files/write-csv.ts'
import { compileColumn, type CellReader } from './map-cell.ts'

const MOST_FAULTS = 20

type Options = { readonly name: string; readonly signal: AbortSignal }

/**
 * Rewrites a CSV file of another shape as FOCUS rows by a mapper and removes it. Returns the columns. Throws
 * `invalid_input` when the file lacks a column the mapper reads, or naming the first cells that cannot be read.
 */
export async function writeMappedCsv(
  path: string,
  csv: string,
  mapper: Mapper,
  options: Options,
): Promise<readonly string[]> {
  const header = Object.keys(mapper.columns)
  await writeCsv(csv, header, mappedRows(path, mapper, options), options.signal)
  await rm(path)
  return header
}

async function* mappedRows(
  path: string,
  mapper: Mapper,
  { name, signal }: Options,
): AsyncGenerator<readonly string[]> {
  let source: { readonly at: ReadonlyMap<string, number>; readonly length: number } | null = null
  const readers = Object.entries(mapper.columns).map(([target, column]) =>
    compileColumn(mapper, target, column),
  )
  const faults: FieldFault[] = []
  for await (const { line, fields } of readCsv(path, signal, mapper.delimiter)) {
    if (line <= mapper.skip_lines) continue
    if (!source) {
      source = { at: positions(checkHeader(fields, name), mapper, name), length: fields.length }
      continue
    }
    if (fields.length === 1 && fields[0]?.trim() === '') continue
    const place = `${name}:${line}`
    if (fields.length !== source.length)
      faults.push({ path: place, message: `has ${fields.length} fields instead of ${source.length}` })
    else yield mappedRow(readers, { mapper, at: source.at, fields, place, faults })
    if (faults.length >= MOST_FAULTS) break
  }
  if (!source) throw new AppError('invalid_input', `"${name}" is empty: it has no header line.`)
  const [first] = faults
  if (!first) return
  throw new AppError(
    'invalid_input',
    `The mapper "${mapper.name}" cannot read the files, first ${first.path}: ${first.message}. Every month was left as it was.`,
    { faults },
  )
}

type Record = {
  readonly mapper: Mapper
  readonly at: ReadonlyMap<string, number>
  readonly fields: readonly string[]
  readonly place: string
  readonly faults: FieldFault[]
}

function mappedRow(readers: readonly CellReader[], { mapper, at, fields, place, faults }: Record): string[] {
  const cell = (column: string) => fields[at.get(column) ?? -1] ?? ''
  for (const column of mapper.required)
    if (cell(column).trim() === '') faults.push({ path: `${place} ${column}`, message: 'is empty' })
  return readers.map(({ from, read }) => {
    const given = from === undefined ? '' : cell(from)
    const result = read(given)
    if (typeof result === 'string') return result
    faults.push({ path: `${place} ${from ?? ''}`.trim(), message: result.problem })
    return ''
  })
}

/** Where each column the mapper reads stands. Throws naming all that are missing. */
function positions(header: readonly string[], mapper: Mapper, name: string): ReadonlyMap<string, number> {
  const at = new Map(header.map((column, index) => [column.trim(), index]))
  const read = [...mapper.required, ...Object.values(mapper.columns).flatMap(({ from }) => from ?? [])]
  const missing = [...new Set(read)].filter((column) => !at.has(column))
  if (missing.length === 0) return at
  throw new AppError(
    'invalid_input',
    `"${name}" lacks ${missing.map((column) => `"${column}"`).join(', ')}, which the mapper "${mapper.name}" reads. ` +
      'Every month was left as it was. Check that the file is of the kind the mapper is for.',
  )
}
