import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { streamApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

const OPTIONS = {
  start: { type: 'string' },
  end: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  'focus-version': { type: 'string', default: '1.3' },
  out: { type: 'string' },
} as const

/** Under its name only when complete: half an export must not be taken for one. */
async function writeWhole(body: Readable, file: string): Promise<void> {
  const partial = `${file}.part`
  try {
    await pipeline(body, createWriteStream(partial))
    await rename(partial, file)
  } catch (cause) {
    await rm(partial, { force: true })
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('invalid_input', `The export could not be written to ${file}: ${reason}.`, { cause })
  }
}

/** Writes an organization's FOCUS rows to a file, or to standard output without `--out`. */
export const command: Command = {
  usage:
    'export ORG --start DAY --end DAY [--format csv|jsonl|parquet] [--focus-version 1.2|1.3|1.4] [--out FILE]',
  summary: 'write FOCUS rows to a file',
  async run(args, settings) {
    const { values, positionals } = readArguments(args, this.usage, OPTIONS, 1)
    const [org] = positionals
    if (!org || !values.start || !values.end)
      throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const query = new URLSearchParams({
      start_date: parseDay(values.start),
      end_date: parseDay(values.end),
      format: values.format,
      focus_version: values['focus-version'],
    })
    const body = Readable.fromWeb(
      await streamApi(settings, `/api/v1/costs/${encodeURIComponent(org)}/export?${query.toString()}`),
    )
    if (values.out === undefined) await pipeline(body, process.stdout)
    else await writeWhole(body, values.out)
    return 0
  },
}
