import { makePageToken } from '../vendor/page-token.ts'
import { sumLines } from './bill.ts'
import type { Ledger } from './ledger.ts'
import { API_KEYS, ORGANIZATION, type UsageDimensions, type Workload, WORKSPACES } from './organization.ts'
import type { ReportQuery } from './query.ts'
import { type Counts, NO_COUNTS, plusCounts, type UsageRecord } from './usage-hour.ts'

type Bucket = {
  readonly starting_at: string
  readonly ending_at: string
  readonly results: readonly object[]
}

export type PageOptions = {
  /** Buckets of a page at most, whatever `limit` asks for. */
  readonly maxBucketsPerPage?: number
  /** Leaves out a bucket that ends exactly at `ending_at`; the description can be read so. */
  readonly endExclusive?: boolean
}

export function usagePage(ledger: Ledger, query: ReportQuery, options: PageOptions): object {
  return page(query, options, (start, end) => {
    const records = ledger.usage(start, end).filter(({ workload }) => matches(workload.dimensions, query))
    return grouped(records, query.groupBy).map(({ dimensions, counts }) => {
      const shown = (name: keyof UsageDimensions) => (query.groupBy.includes(name) ? dimensions[name] : null)
      return {
        uncached_input_tokens: counts.uncached_input_tokens,
        cache_creation: {
          ephemeral_1h_input_tokens: counts['cache_creation.ephemeral_1h_input_tokens'],
          ephemeral_5m_input_tokens: counts['cache_creation.ephemeral_5m_input_tokens'],
        },
        cache_read_input_tokens: counts.cache_read_input_tokens,
        output_tokens: counts.output_tokens,
        server_tool_use: { web_search_requests: counts.web_search_requests },
        api_key_id: shown('api_key_id'),
        workspace_id: shown('workspace_id'),
        model: shown('model'),
        service_tier: shown('service_tier'),
        context_window: shown('context_window'),
        inference_geo: shown('inference_geo'),
        account_id: shown('account_id'),
        service_account_id: shown('service_account_id'),
        ...(query.groupBy.includes('speed') && { speed: dimensions.speed }),
      }
    })
  })
}

export function costsPage(ledger: Ledger, query: ReportQuery, options: PageOptions): object {
  const described = query.groupBy.includes('description')
  const byWorkspace = query.groupBy.includes('workspace_id')
  return page(query, options, (start) => {
    const lines = ledger.costs(new Date(start).toISOString().slice(0, 10))
    const sums = sumLines(
      lines,
      (line) => `${byWorkspace ? line.workspace_id : ''}|${described ? line.description : ''}`,
    )
    return sums.map(({ amount, workspace_id, ...line }) => ({
      currency: 'USD',
      // Decimal text in cents.
      amount: amount.times(100).toFixed(),
      workspace_id: byWorkspace ? workspace_id : null,
      ...(described ? line : Object.fromEntries(Object.keys(line).map((name) => [name, null]))),
    }))
  })
}

export function organizationAnswer(): object {
  return { ...ORGANIZATION, type: 'organization' }
}

export function workspacesPage(): object {
  return names(
    Object.values(WORKSPACES).flatMap(({ id, name }) => (id === null ? [] : [{ id, name }])),
    'workspace',
  )
}

export function apiKeysPage(): object {
  return names(Object.values(API_KEYS), 'api_key')
}

export function modelsPage(workloads: readonly Workload[]): object {
  const models = [...new Set(workloads.map(({ dimensions }) => dimensions.model))]
  return names(
    models.map((id) => ({ id, name: id })),
    'model',
  )
}

function names(entries: readonly { readonly id: string; readonly name: string }[], type: string): object {
  const data = entries.map(({ id, name }) => ({
    id,
    type,
    ...(type === 'model' ? { display_name: name } : { name }),
    created_at: '2026-01-01T00:00:00Z',
  }))
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}

/** Whole buckets from where the token left off. */
function page(
  query: ReportQuery,
  { maxBucketsPerPage, endExclusive }: PageOptions,
  results: (start: number, end: number) => readonly object[],
): object {
  const whole = (query.end - query.start) / query.bucketMilliseconds
  const count = Math.max(0, endExclusive ? Math.ceil(whole) - 1 : Math.floor(whole))
  const last = Math.min(count, query.first + Math.min(query.limit, maxBucketsPerPage ?? query.limit))
  const data: Bucket[] = []
  for (let index = query.first; index < last; index += 1) {
    const start = query.start + index * query.bucketMilliseconds
    const end = start + query.bucketMilliseconds
    data.push({ starting_at: instant(start), ending_at: instant(end), results: results(start, end) })
  }
  const more = last < count
  return { data, has_more: more, next_page: more ? makePageToken(last, query.identity) : null }
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}

function matches(dimensions: UsageDimensions, { filters }: ReportQuery): boolean {
  const values = new Map<string, string | null>(Object.entries(dimensions))
  return Object.entries(filters).every(([name, wanted]) => wanted.includes(values.get(name) ?? ''))
}

type Group = { readonly dimensions: UsageDimensions; readonly counts: Counts }

/** Adds up records that agree in the dimensions asked for. */
function grouped(records: readonly UsageRecord[], groupBy: readonly string[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { workload, counts } of records) {
    const key = JSON.stringify(Object.entries(workload.dimensions).filter(([name]) => groupBy.includes(name)))
    const group = groups.get(key) ?? { dimensions: workload.dimensions, counts: NO_COUNTS }
    groups.set(key, { ...group, counts: plusCounts(group.counts, counts) })
  }
  return [...groups.values()]
}
