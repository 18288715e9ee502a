import { ApiError } from './api-error.ts'
import { bucketPage, type BucketPage } from './buckets.ts'
import { sumLines, type CostLine } from './cost-line.ts'
import type { Ledger } from './ledger.ts'
import { PROJECTS } from './organization.ts'
import { parseBucketQuery, type BucketQuery } from './query.ts'
import { USAGE_ENDPOINTS, type UsageEndpoint, type UsageRecord } from './usage-record.ts'

/** `object` of a result; two of them are not named like their path. */
const RESULT_NAMES: Partial<Readonly<Record<UsageEndpoint, string>>> = {
  file_search_calls: 'file_searches',
  web_search_calls: 'web_searches',
}

const DIMENSIONS: Readonly<Record<UsageEndpoint, readonly string[]>> = {
  completions: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
  embeddings: ['project_id', 'user_id', 'api_key_id', 'model'],
  moderations: ['project_id', 'user_id', 'api_key_id', 'model'],
  audio_speeches: ['project_id', 'user_id', 'api_key_id', 'model'],
  audio_transcriptions: ['project_id', 'user_id', 'api_key_id', 'model'],
  images: ['source', 'size', 'project_id', 'user_id', 'api_key_id', 'model'],
  vector_stores: ['project_id'],
  code_interpreter_sessions: ['project_id'],
  file_search_calls: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
  web_search_calls: ['project_id', 'user_id', 'api_key_id', 'model', 'context_level'],
}

export function isUsageEndpoint(name: string): name is UsageEndpoint {
  return USAGE_ENDPOINTS.some((endpoint) => endpoint === name)
}

export function usagePage(
  ledger: Ledger,
  endpoint: UsageEndpoint,
  parameters: URLSearchParams,
  now: number,
  maxBuckets?: number,
): BucketPage {
  const query = parseBucketQuery(endpoint, parameters, now)
  return bucketPage(query, maxBuckets, (start, end) => {
    const records = ledger.usage(endpoint, start, end).filter((record) => matches(record, query))
    return grouped(records, query.groupBy).map(({ dimensions, counts }) => ({
      object: `organization.usage.${RESULT_NAMES[endpoint] ?? endpoint}.result`,
      ...counts,
      ...Object.fromEntries(DIMENSIONS[endpoint].map((name) => [name, dimensions[name] ?? null])),
    }))
  })
}

export function costsPage(
  ledger: Ledger,
  parameters: URLSearchParams,
  now: number,
  options: { readonly costsByApiKey?: boolean; readonly maxBucketsPerPage?: number },
): BucketPage {
  const query = parseBucketQuery('costs', parameters, now)
  if (query.groupBy.includes('api_key_id') && !options.costsByApiKey) {
    // The description lists it, the live service refuses it.
    throw ApiError.invalid(
      'group_by',
      "Invalid value: 'api_key_id'. Supported values are: 'project_id' and 'line_item'.",
    )
  }
  const grouping = (name: string): boolean => query.groupBy.includes(name)
  return bucketPage(query, options.maxBucketsPerPage, (start) => {
    const lines = ledger
      .costs(new Date(start).toISOString().slice(0, 10))
      .filter((line) => query.filters['project_id']?.includes(line.projectId) ?? true)
      .filter((line) => query.filters['api_key_id']?.includes(line.apiKeyId ?? '') ?? true)
    return sumLines(lines, (line) => groupKey(line, query.groupBy)).map((line) => ({
      object: 'organization.costs.result',
      amount: { value: numberText(line.amount.toFixed()), currency: 'usd' },
      line_item: grouping('line_item') ? line.lineItem : null,
      project_id: grouping('project_id') ? line.projectId : null,
      api_key_id: grouping('api_key_id') ? line.apiKeyId : null,
      quantity: grouping('line_item') && line.quantity ? numberText(line.quantity.toFixed()) : null,
      quantity_unit: grouping('line_item') ? line.quantityUnit : null,
    }))
  })
}

export function projectsPage(): object {
  const data = Object.values(PROJECTS).map(({ id, name }) => ({
    id,
    object: 'organization.project',
    name,
    created_at: 1_767_225_600,
    archived_at: null,
    status: 'active',
  }))
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  }
}

export function modelsList(models: readonly string[]): object {
  const data = models.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'openai' }))
  return { object: 'list', data }
}

const NUMBER_MARK = '\u0001'

/** Marks decimal text that must appear as a JSON number with every digit. */
function numberText(text: string): string {
  return `${NUMBER_MARK}${text}${NUMBER_MARK}`
}

export function toJson(value: object): string {
  return JSON.stringify(value).replaceAll(/"\\u0001(-?[\d.]+)\\u0001"/g, '$1')
}

function groupKey(line: CostLine, groupBy: readonly string[]): string {
  return [
    groupBy.includes('project_id') ? line.projectId : '',
    groupBy.includes('line_item') ? line.lineItem : '',
    groupBy.includes('api_key_id') ? line.apiKeyId : '',
  ].join('\u0000')
}

function matches({ dimensions }: UsageRecord, { filters, batch }: BucketQuery): boolean {
  if (batch !== undefined && dimensions['batch'] !== batch) return false
  return Object.entries(filters).every(([name, values]) => values.includes(String(dimensions[name])))
}

type Group = {
  readonly dimensions: Record<string, string | boolean>
  readonly counts: Record<string, number>
}

/** Adds up records that agree in the dimensions asked for; without any, there is one result. */
function grouped(records: readonly UsageRecord[], groupBy: readonly string[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { dimensions, counts } of records) {
    const kept: Record<string, string | boolean> = {}
    for (const name of groupBy) {
      const value = dimensions[name]
      if (value !== undefined) kept[name] = value
    }
    const key = JSON.stringify(groupBy.map((name) => kept[name] ?? null))
    const group = groups.get(key) ?? { dimensions: kept, counts: {} }
    for (const [name, count] of Object.entries(counts)) group.counts[name] = (group.counts[name] ?? 0) + count
    groups.set(key, group)
  }
  return [...groups.values()]
}
