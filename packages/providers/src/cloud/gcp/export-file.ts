import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AppError } from '@cloudact/core/errors'
import { readCsvHead } from '../files/csv.ts'
import { nameOf } from '../files/file-name.ts'
import { readParquetFooter } from '../files/parquet-footer.ts'
import type { ParquetType } from '../files/parquet-type.ts'

export type ExportFormat = 'parquet' | 'ndjson' | 'csv'

/** Fields of delivered files by path (`service.id`); a record that has fields of its own is not one itself. */
export type ExportFields = ReadonlyMap<string, ParquetType>

const ENDINGS: readonly (readonly [RegExp, ExportFormat])[] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(jsonl|ndjson|json)(\.gz)?$/i, 'ndjson'],
  [/\.csv(\.gz)?$/i, 'csv'],
]

/** By the ending of its name; null for a file that is no data. */
export function formatOf(key: string): ExportFormat | null {
  return ENDINGS.find(([ending]) => ending.test(nameOf(key)))?.[1] ?? null
}

/** What a fetched file has. Throws `invalid_input` naming the file that is empty, cut off or not of its format. */
export async function fieldsOf(
  path: string,
  format: ExportFormat,
  name: string,
  signal: AbortSignal,
): Promise<ExportFields> {
  switch (format) {
    case 'parquet':
      return parquetFields(path)
    case 'csv':
      return new Map((await readCsvHead(path, name)).header.map((column) => [column, { kind: 'text' }]))
    case 'ndjson':
      return jsonFields(path, name, signal)
  }
}

async function parquetFields(path: string): Promise<ExportFields> {
  const footer = await readParquetFooter(path)
  const fields = new Map<string, ParquetType>()
  for (const [column, type] of footer?.types ?? []) {
    const members = footer?.members.get(column) ?? new Map<string, ParquetType>()
    if (type.kind !== 'nested' || members.has('list') || members.has('array')) fields.set(column, type)
    else for (const [member, own] of members) fields.set(`${column}.${member}`, own)
  }
  return fields
}

/** Every line is looked at: an optional field may be in the last one alone. */
async function jsonFields(path: string, name: string, signal: AbortSignal): Promise<ExportFields> {
  const fields = new Map<string, ParquetType>()
  let at = 0
  for await (const line of createInterface({
    input: createReadStream(path, { signal }),
    crlfDelay: Infinity,
  })) {
    at += 1
    if (line.trim() === '') continue
    for (const [column, value] of Object.entries(recordOf(line, name, at))) {
      if (!isRecord(value)) fields.set(column, { kind: 'text' })
      else for (const member of Object.keys(value)) fields.set(`${column}.${member}`, { kind: 'text' })
    }
  }
  return fields
}

function recordOf(line: string, name: string, at: number): object {
  try {
    const value: unknown = JSON.parse(line)
    if (isRecord(value)) return value
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw new AppError(
    'invalid_input',
    `Line ${at} of "${name}" is no complete JSON object: the file is cut off or not JSON Lines. Every month was left as it was.`,
  )
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
