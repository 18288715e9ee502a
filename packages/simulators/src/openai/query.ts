import { ApiError } from './api-error.ts'
import type { UsageEndpoint } from './usage-record.ts'

/** Dimensions each endpoint can group by and filter on, from the published description. */
const GROUP_BY: Readonly<Record<UsageEndpoint | 'costs', readonly string[]>> = {
  completions: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
  embeddings: ['project_id', 'user_id', 'api_key_id', 'model'],
  images: ['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source'],
  audio_speeches: ['project_id', 'user_id', 'api_key_id', 'model'],
  audio_transcriptions: ['project_id', 'user_id', 'api_key_id', 'model'],
  moderations: ['project_id', 'user_id', 'api_key_id', 'model'],
  vector_stores: ['project_id'],
  code_interpreter_sessions: ['project_id'],
  file_search_calls: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
  web_search_calls: ['project_id', 'user_id', 'api_key_id', 'model', 'context_level'],
  costs: ['project_id', 'line_item', 'api_key_id'],
}

const FILTERS: Readonly<Record<string, string>> = {
  project_ids: 'project_id',
  user_ids: 'user_id',
  api_key_ids: 'api_key_id',
  models: 'model',
  sizes: 'size',
  sources: 'source',
  vector_store_ids: 'vector_store_id',
  context_levels: 'context_level',
}

const WIDTHS: Readonly<Record<string, { seconds: number; fallback: number; max: number }>> = {
  '1m': { seconds: 60, fallback: 60, max: 1440 },
  '1h': { seconds: 3_600, fallback: 24, max: 168 },
  '1d': { seconds: 86_400, fallback: 7, max: 31 },
}
const COSTS_WIDTH = { seconds: 86_400, fallback: 7, max: 180 }

export type BucketQuery = {
  /** Milliseconds, aligned to the bucket width. */
  readonly start: number
  readonly end: number
  readonly bucketMilliseconds: number
  readonly limit: number
  readonly groupBy: readonly string[]
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly batch: boolean | undefined
  readonly page: string | undefined
  /** Everything but the page: a page token is good for the same query only. */
  readonly identity: string
}

/** Arrays arrive as `group_by[]=a&group_by[]=b` (SDK) or `group_by=a&group_by=b` or `group_by=a,b`. */
function list(parameters: URLSearchParams, name: string): string[] {
  return [...parameters.getAll(`${name}[]`), ...parameters.getAll(name)].flatMap((value) => value.split(','))
}

export function parseBucketQuery(
  endpoint: UsageEndpoint | 'costs',
  parameters: URLSearchParams,
  now: number,
): BucketQuery {
  const width = parameters.get('bucket_width') ?? '1d'
  const size = endpoint === 'costs' ? (width === '1d' ? COSTS_WIDTH : undefined) : WIDTHS[width]
  if (!size) throw ApiError.invalid('bucket_width', `Invalid value: '${width}'.`)
  const bucketMilliseconds = size.seconds * 1000
  const start = whole(parameters, 'start_time')
  if (start === undefined) throw ApiError.invalid('start_time', "Missing required parameter: 'start_time'.")
  const end = whole(parameters, 'end_time') ?? Math.floor(now / 1000)
  if (end <= start) throw ApiError.invalid('end_time', 'end_time must be after start_time.')
  const limit = whole(parameters, 'limit') ?? size.fallback
  if (limit < 1 || limit > size.max) {
    throw ApiError.invalid(
      'limit',
      `Invalid 'limit': expected a value between 1 and ${size.max}, but got ${limit} instead.`,
    )
  }
  const groupBy = list(parameters, 'group_by')
  const unknown = groupBy.find((name) => !GROUP_BY[endpoint].includes(name))
  if (unknown)
    throw ApiError.invalid(
      'group_by',
      `Invalid value: '${unknown}'. Supported values are: ${GROUP_BY[endpoint].join(', ')}.`,
    )

  const rest = new URLSearchParams(parameters)
  rest.delete('page')
  rest.sort()
  const batch = parameters.get('batch')
  return {
    start: Math.floor((start * 1000) / bucketMilliseconds) * bucketMilliseconds,
    end: end * 1000,
    bucketMilliseconds,
    limit,
    groupBy,
    filters: Object.fromEntries(
      Object.entries(FILTERS)
        .map(([parameter, dimension]) => [dimension, list(parameters, parameter)] as const)
        .filter(([, values]) => values.length > 0),
    ),
    batch: batch === null ? undefined : batch === 'true',
    page: parameters.get('page') ?? undefined,
    identity: rest.toString(),
  }
}

function whole(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name)
  if (text === null) return undefined
  if (!/^\d{1,12}$/.test(text)) throw ApiError.invalid(name, `Invalid '${name}': expected an integer.`)
  return Number(text)
}
