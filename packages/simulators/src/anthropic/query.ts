import { readPageToken } from '../vendor/page-token.ts'
import { ApiError } from './api-error.ts'

export type Report = 'messages' | 'costs'

const GROUP_BY: Readonly<Record<Report, readonly string[]>> = {
  messages: [
    'api_key_id',
    'workspace_id',
    'model',
    'service_tier',
    'context_window',
    'inference_geo',
    'account_id',
    'service_account_id',
    'speed',
  ],
  costs: ['workspace_id', 'description'],
}
const FILTERS: Readonly<Record<string, string>> = {
  api_key_ids: 'api_key_id',
  workspace_ids: 'workspace_id',
  account_ids: 'account_id',
  models: 'model',
  service_tiers: 'service_tier',
  context_window: 'context_window',
  inference_geos: 'inference_geo',
}
const DAY = 86_400_000
const WIDTHS: Readonly<Record<string, { milliseconds: number; fallback: number; max: number }>> = {
  '1m': { milliseconds: 60_000, fallback: 60, max: 1440 },
  '1h': { milliseconds: 3_600_000, fallback: 24, max: 168 },
  '1d': { milliseconds: DAY, fallback: 7, max: 31 },
}
/** The speed is behind a beta header. */
const SPEED_BETA = 'fast-mode-2026-02-01'

export type ReportQuery = {
  /** Milliseconds, snapped to the bucket width. */
  readonly start: number
  readonly end: number
  readonly bucketMilliseconds: number
  readonly limit: number
  readonly groupBy: readonly string[]
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** Bucket a page token goes on with. */
  readonly first: number
  /** Everything but the page: a page token is good for the same query only. */
  readonly identity: string
}

/** Reads and checks the query of a report. Throws the refusal the vendor would answer with. */
export function parseReportQuery(
  report: Report,
  parameters: URLSearchParams,
  options: { readonly now: number; readonly betas: string; readonly refuseFinest: boolean },
): ReportQuery {
  const width = parameters.get('bucket_width') ?? '1d'
  const size = report === 'costs' && width !== '1d' ? undefined : WIDTHS[width]
  if (!size)
    throw ApiError.invalid(
      `bucket_width: Input should be ${report === 'costs' ? "'1d'" : "'1d', '1h' or '1m'"}`,
    )
  const start = instant(parameters, 'starting_at')
  if (start === undefined) throw ApiError.invalid('starting_at: Field required')
  const end = instant(parameters, 'ending_at') ?? options.now
  if (end <= start) throw ApiError.invalid('ending_at: must be after starting_at')
  const limit = Number(parameters.get('limit') ?? size.fallback)
  if (!Number.isInteger(limit) || limit < 1 || limit > size.max)
    throw ApiError.invalid(`limit: Input should be between 1 and ${size.max}`)
  const groupBy = list(parameters, 'group_by')
  const unknown = groupBy.find((name) => !GROUP_BY[report].includes(name) || isRefused(name, options))
  if (unknown !== undefined) throw ApiError.invalid(`group_by: '${unknown}' is not permitted`)

  const rest = new URLSearchParams(parameters)
  rest.delete('page')
  rest.sort()
  const identity = rest.toString()
  const page = parameters.get('page')
  const first = page === null ? 0 : readPageToken(page, identity)
  if (first === undefined) throw ApiError.invalid('page: does not belong to this query')
  return {
    start: Math.floor(start / size.milliseconds) * size.milliseconds,
    end,
    bucketMilliseconds: size.milliseconds,
    limit,
    groupBy,
    filters: Object.fromEntries(
      Object.entries(FILTERS)
        .map(([parameter, dimension]) => [dimension, list(parameters, parameter)] as const)
        .filter(([, values]) => values.length > 0),
    ),
    first,
    identity,
  }
}

function isRefused(name: string, { betas, refuseFinest }: { betas: string; refuseFinest: boolean }): boolean {
  if (name === 'speed' && !betas.split(',').includes(SPEED_BETA)) return true
  return refuseFinest && ['account_id', 'service_account_id', 'speed'].includes(name)
}

/** Arrays arrive as `group_by[]=a&group_by[]=b` or `group_by=a&group_by=b`. */
function list(parameters: URLSearchParams, name: string): string[] {
  return [...parameters.getAll(`${name}[]`), ...parameters.getAll(name)]
}

function instant(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name)
  if (text === null) return undefined
  const value = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(value)) throw ApiError.invalid(`${name}: Input should be a valid datetime`)
  return value
}
