import { addMonths, type DayRange, parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Command } from '../command.ts'
import { command as run } from './run.ts'
import { readArguments } from './read-arguments.ts'

/** Calendar months of a half-open range, the first and last cut to it. */
export function monthlyRanges(range: DayRange): DayRange[] {
  const ranges: DayRange[] = []
  for (let start = range.start; start < range.end;) {
    const next = addMonths(start, 1)
    const end = next < range.end ? next : range.end
    ranges.push({ start, end })
    start = end
  }
  return ranges
}

/** Runs a pipeline month by month, oldest first, and stops at the first month that fails. */
export const command: Command = {
  usage: 'backfill ORG PIPELINE --start DAY --end DAY',
  summary: 'run a pipeline month by month (end not included)',
  async run(args, settings) {
    const { values, positionals } = readArguments(
      args,
      this.usage,
      { start: { type: 'string' }, end: { type: 'string' } },
      2,
    )
    const [org, pipeline] = positionals
    if (!org || !pipeline || !values.start || !values.end) {
      throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    }
    const range = { start: parseDay(values.start), end: parseDay(values.end) }
    if (range.start >= range.end) throw new AppError('invalid_input', 'The start must be before the end.')
    for (const month of monthlyRanges(range)) {
      console.log(`${month.start} to ${month.end}`)
      const code = await run.run([org, pipeline, '--start', month.start, '--end', month.end], settings)
      if (code !== 0) return code
    }
    return 0
  },
}
