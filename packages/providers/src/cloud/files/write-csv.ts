import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const SPECIAL = /["\r\n,]/
/** Written at once: large enough to spare calls, small enough to hold. */
const CHUNK = 1 << 18

/** Writes records as CSV (RFC 4180, UTF-8), header first. */
export async function writeCsv(
  path: string,
  header: readonly string[],
  records: AsyncIterable<readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  async function* text() {
    let chunk = `${lineOf(header)}\n`
    for await (const record of records) {
      chunk += `${lineOf(record)}\n`
      if (chunk.length < CHUNK) continue
      yield chunk
      chunk = ''
    }
    yield chunk
  }
  await pipeline(text, createWriteStream(path), { signal })
}

function lineOf(fields: readonly string[]): string {
  return fields.map((field) => (SPECIAL.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
}
