import { createReadStream } from 'node:fs'
import { AppError } from '@cloudact/core/errors'

/**
 * Records of a CSV file (RFC 4180, UTF-8 with or without BOM), streamed. `line` is where a record begins, from 1.
 * Throws `invalid_input` when the file ends inside quotes.
 */
export async function* readCsv(
  path: string,
  signal?: AbortSignal,
  delimiter = ',',
): AsyncGenerator<{ line: number; fields: string[] }> {
  let fields: string[] = []
  let field = ''
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  let line = 1
  let begun = 1
  let first = true
  const endField = () => {
    fields.push(field)
    field = ''
    state = 'start'
  }
  for await (const chunk of createReadStream(path, { encoding: 'utf8', signal })) {
    const text: string = first && String(chunk).startsWith('\uFEFF') ? String(chunk).slice(1) : String(chunk)
    first = false
    for (const character of text) {
      if (character === '\n') line += 1
      if (state === 'quoted') {
        if (character === '"') state = 'closing'
        else field += character
      } else if (state === 'closing' && character === '"') {
        field += '"'
        state = 'quoted'
      } else if (character === '"' && state === 'start') state = 'quoted'
      else if (character === delimiter) endField()
      else if (character === '\n') {
        endField()
        yield { line: begun, fields }
        fields = []
        begun = line
      } else if (character !== '\r') {
        field += character
        state = 'plain'
      }
    }
  }
  if (state === 'quoted')
    throw new AppError(
      'invalid_input',
      `A CSV file ends inside quotes (record at line ${begun}): it is cut off or damaged.`,
    )
  if (fields.length > 0 || field !== '') {
    endField()
    yield { line: begun, fields }
  }
}

/** Header and first record of a CSV file. Throws `invalid_input` when it is empty or a column occurs twice. */
export async function readCsvHead(
  path: string,
  file: string,
): Promise<{ header: string[]; first: string[] | null }> {
  let header: string[] | null = null
  for await (const { fields } of readCsv(path)) {
    if (!header) header = fields
    else return { header: checkHeader(header, file), first: fields }
  }
  if (!header) throw new AppError('invalid_input', `"${file}" is empty: it has no header line.`)
  return { header: checkHeader(header, file), first: null }
}

/** The header itself. Throws `invalid_input` when a column occurs twice. */
export function checkHeader(header: string[], file: string): string[] {
  const seen = new Set<string>()
  for (const name of header) {
    const key = name.toLowerCase()
    if (seen.has(key)) {
      throw new AppError(
        'invalid_input',
        `"${file}" has the column "${name.slice(0, 100)}" twice. The month was left as it was.`,
      )
    }
    seen.add(key)
  }
  return header
}
