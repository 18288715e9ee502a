import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { AppError } from '@cloudact/core/errors'
import { JsonNumber, parseJsonSource, type JsonObject, type JsonValue } from '@cloudact/engine/json-source'
import { writeCsv } from '../files/write-csv.ts'

type Options = { readonly name: string; readonly signal: AbortSignal }

/**
 * Rewrites a file of one JSON object per line as CSV and removes it. Numbers keep the digits they were written with,
 * objects and arrays are kept as JSON text, null is an empty field. Returns the columns: all keys, first come first.
 * Throws `invalid_input` naming the line that is no JSON object.
 */
export async function writeJsonlAsCsv(
  path: string,
  csv: string,
  options: Options,
): Promise<readonly string[]> {
  const columns = new Set<string>()
  for await (const record of records(path, options)) for (const key of Object.keys(record)) columns.add(key)
  const header = [...columns]
  await writeCsv(csv, header, rows(path, header, options), options.signal)
  await rm(path)
  return header
}

async function* rows(
  path: string,
  header: readonly string[],
  options: Options,
): AsyncGenerator<readonly string[]> {
  for await (const record of records(path, options)) yield header.map((key) => textOf(record[key] ?? null))
}

async function* records(path: string, { name, signal }: Options): AsyncGenerator<JsonObject> {
  let at = 0
  for await (const line of createInterface({
    input: createReadStream(path, { signal }),
    crlfDelay: Infinity,
  })) {
    at += 1
    const text = at === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() === '') continue
    yield recordOf(text, name, at)
  }
}

function recordOf(text: string, name: string, line: number): JsonObject {
  try {
    const value = parseJsonSource(text)
    if (isObject(value)) return value
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    throw notAnObject(name, line, cause)
  }
  throw notAnObject(name, line)
}

function notAnObject(name: string, line: number, cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    `Line ${line} of "${name}" is no complete JSON object: the file is cut off or not JSON Lines. Every month was left as it was.`,
    { cause },
  )
}

function isObject(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  )
}

function textOf(value: JsonValue): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return value instanceof JsonNumber ? value.source : JSON.stringify(value)
}
