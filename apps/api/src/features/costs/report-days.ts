import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { dayInZone, type TimeZone } from '@cloudact/core/time-zone'
import type { ApiContext } from '../../context.ts'

/** How the days of one answer are counted. */
export type ReportDays = { readonly timeZone: TimeZone; readonly today: Day }

const TRIES = 3

/**
 * Answers in the organization's time zone. When another zone comes into use meanwhile, its reads are refused and it
 * starts again: no answer names one zone and counts in another.
 */
export async function inReportDays<Answer>(
  context: ApiContext,
  org: OrgSlug,
  answer: (days: ReportDays) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const timeZone = await context.warehouse.forOrg(org).timeZone()
    try {
      return await answer({ timeZone, today: dayInZone(context.clock.now(), timeZone) })
    } catch (error) {
      if (attempt === TRIES || !(error instanceof AppError) || error.code !== 'conflict') throw error
    }
  }
}
