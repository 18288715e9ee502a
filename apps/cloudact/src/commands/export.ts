import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { streamApi } from '../api-client.ts'
import type { Command } from '../command.ts'

/** Writes an organization's FOCUS rows to a file, or to standard output without `--out`. */
export const command: Command = {
  usage: 'export ORG --start DAY --end DAY [--format csv|jsonl|parquet] [--out FILE]',
  summary: 'write FOCUS 1.3 rows to a file',
  async run(args, settings) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        start: { type: 'string' },
        end: { type: 'string' },
        format: { type: 'string', default: 'csv' },
        out: { type: 'string' },
      },
    })
    const [org] = positionals
    if (!org || !values.start || !values.end) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const query = new URLSearchParams({
      start_date: parseDay(values.start),
      end_date: parseDay(values.end),
      format: values.format,
      focus_version: '1.3',
    })
    const body = Readable.fromWeb(await streamApi(settings, `/api/v1/costs/${encodeURIComponent(org)}/export?${query.toString()}`))
    await pipeline(body, values.out ? createWriteStream(values.out) : process.stdout)
    return 0
  },
}
