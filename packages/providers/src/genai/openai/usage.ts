import { addDays, type DayRange } from '@cloudact/core/day'
import type { RejectedRecord, UsageBatch } from '../payg-adapter.ts'
import type { UsageFact } from '../usage-fact.ts'
import { RejectedUsage } from '../usage-normalizer.ts'
import type { OpenAiAdmin } from './client.ts'
import { openAiBuckets } from './buckets.ts'
import { USAGE_ENDPOINTS, type UsageEndpoint } from './usage-endpoints.ts'
import { readUsageRecord } from './usage-record.ts'

/** A week of hours is the widest page of the vendor, and few enough records to hold. */
const DAYS_PER_BATCH = 7
const HOURS_PER_DAY = 24

/** Usage of every endpoint by the hour, a week at a time. */
export async function* readUsage(api: OpenAiAdmin, range: DayRange): AsyncIterable<UsageBatch> {
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    yield await readWeek(api, { start, end: end < range.end ? end : range.end })
  }
}

async function readWeek(api: OpenAiAdmin, range: DayRange): Promise<UsageBatch> {
  const facts: UsageFact[] = []
  const rejected: RejectedRecord[] = []
  for (const endpoint of Object.keys(USAGE_ENDPOINTS) as UsageEndpoint[]) {
    const { method, groupBy } = USAGE_ENDPOINTS[endpoint]
    const query = {
      start_time: unixSeconds(range.start),
      end_time: unixSeconds(range.end),
      bucket_width: '1h' as const,
      limit: DAYS_PER_BATCH * HOURS_PER_DAY,
      group_by: groupBy,
    }
    const buckets = openAiBuckets(`${endpoint} usage`, (page) =>
      api.usage(method, { ...query, ...(page !== undefined && { page }) }),
    )
    for await (const bucket of buckets) {
      for (const result of bucket.results) {
        try {
          facts.push(readUsageRecord(endpoint, bucket.start_time, 1, result))
        } catch (error) {
          if (!(error instanceof RejectedUsage)) throw error
          rejected.push({
            reason: error.message,
            values: { endpoint, bucket_start: bucket.start_time, ...error.values },
          })
        }
      }
    }
  }
  return { range, facts, rejected }
}

function unixSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}
