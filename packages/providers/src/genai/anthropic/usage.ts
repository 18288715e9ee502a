import { addDays, type DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { RejectedRecord, UsageBatch } from '../payg-adapter.ts'
import type { UsageFact } from '../usage-fact.ts'
import { RejectedUsage } from '../usage-normalizer.ts'
import { anthropicBuckets } from './buckets.ts'
import type { AnthropicAdmin } from './client.ts'
import { readUsageRecord } from './usage-record.ts'

const PATH = '/v1/organizations/usage_report/messages'
const MAX_HOUR_BUCKETS = 168
/** With the hour after them they still fit one page. */
const DAYS_PER_BATCH = 6

type Grouping = { readonly groupBy: readonly string[]; readonly betas: readonly string[] }

const BASE = ['workspace_id', 'api_key_id', 'model', 'service_tier', 'context_window', 'inference_geo']
/** Without these usage is still priced, but not by person, and fast mode not at its own price. */
const FINEST: Grouping = {
  groupBy: [...BASE, 'account_id', 'service_account_id', 'speed'],
  betas: ['fast-mode-2026-02-01'],
}
const ACCEPTED: Grouping = { groupBy: BASE, betas: [] }

/**
 * Usage by the hour with the finest grouping the organization's key is given, six days at a time. `onCoarser` is
 * called once when Anthropic refuses the finest one.
 */
export async function* readUsage(
  api: AnthropicAdmin,
  range: DayRange,
  onCoarser: () => void,
): AsyncIterable<UsageBatch> {
  let grouping = FINEST
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    const batch = { start, end: end < range.end ? end : range.end }
    try {
      yield await readBatch(api, batch, grouping)
    } catch (error) {
      if (grouping === ACCEPTED || !(error instanceof AppError) || error.detail['status'] !== 400) throw error
      grouping = ACCEPTED
      onCoarser()
      yield await readBatch(api, batch, grouping)
    }
  }
}

async function readBatch(
  api: AnthropicAdmin,
  range: DayRange,
  { groupBy, betas }: Grouping,
): Promise<UsageBatch> {
  const facts: UsageFact[] = []
  const rejected: RejectedRecord[] = []
  const end = `${range.end}T00:00:00Z`
  const buckets = anthropicBuckets('usage', (page) =>
    api.get(
      PATH,
      {
        starting_at: `${range.start}T00:00:00Z`,
        // The description says that buckets which end before this are given; whether that includes one which ends
        // at it is not said. The hour after the last one settles it and is left out below.
        ending_at: `${range.end}T01:00:00Z`,
        bucket_width: '1h',
        limit: MAX_HOUR_BUCKETS,
        group_by: groupBy,
        page,
      },
      betas,
    ),
  )
  for await (const { starting_at: hour, results } of buckets) {
    if (hour >= end) continue
    for (const result of results) {
      try {
        facts.push(readUsageRecord(hour, result))
      } catch (error) {
        if (!(error instanceof RejectedUsage)) throw error
        rejected.push({ reason: error.message, values: { bucket_start: hour, ...error.values } })
      }
    }
  }
  return { range, facts, rejected }
}
