import { AppError } from '@cloudact/core/errors'
import { Cron } from 'croner'

/** Patterns are few and repeat for every organization; parsing them is the slow part. */
const parsed = new Map<string, Cron>()

function cronOf(pattern: string, timezone: string): Cron {
  const key = `${timezone} ${pattern}`
  let cron = parsed.get(key)
  if (cron === undefined) {
    cron = new Cron(pattern, { timezone, paused: true, mode: '5-part' })
    parsed.set(key, cron)
  }
  return cron
}

/** The newest instant a schedule names after `from` and up to `to`; several missed ones are one run. */
export function latestOccurrence(pattern: string, timezone: string, from: Date, to: Date): Date | undefined {
  const cron = cronOf(pattern, timezone)
  let latest: Date | undefined
  for (let next = cron.nextRun(from); next !== null && next <= to; next = cron.nextRun(next)) latest = next
  return latest
}

/** The first instant a schedule names after `from`. Throws `invalid_input` for a pattern or time zone that is none. */
export function nextOccurrence(pattern: string, timezone: string, from: Date): Date | null {
  try {
    return cronOf(pattern, timezone).nextRun(from)
  } catch (error) {
    throw new AppError(
      'invalid_input',
      `"${pattern.slice(0, 60)}" in time zone "${timezone.slice(0, 40)}" is not a schedule. Use five cron fields, for example "0 5 * * *".`,
      { cause: error },
    )
  }
}
