import type { Provider } from '@cloudact/catalog/provider'
import { AppError } from '@cloudact/core/errors'
import type { HttpClient, HttpResponse } from '../http-client.ts'
import { describeUrl } from '../http/url-policy.ts'
import { valueAt } from '../json-path.ts'
import { isJsonArray, parseJsonSource, type JsonValue } from '../json-source.ts'
import type { Authorization } from './authorize.ts'
import type { ExtractConfig } from './extract-config.ts'
import { pageParameters, type PageAnswer, type Position } from './paginate.ts'
import { fill, fillDeep } from './placeholders.ts'

export type Source = {
  readonly key: string
  readonly provider: Provider | undefined
  readonly authorization: Authorization
}

export type Page = PageAnswer & { readonly records: readonly JsonValue[]; readonly text: string }

/** Asks for one page. Throws `credential_rejected` for 401 and 403, `invalid_input` for other refusals. */
export async function fetchPage(
  http: HttpClient,
  config: ExtractConfig,
  source: Source,
  position: Position,
  values: Readonly<Record<string, string>>,
): Promise<Page> {
  const url = pageUrl(config, source, position, values)
  const { body: pageBody } = pageParameters(config.pagination, position)
  const hasBody = config.body !== undefined || Object.keys(pageBody).length > 0
  const headers = Object.entries({
    accept: 'application/json',
    ...source.provider?.headers,
    ...config.headers,
  }).map(([name, value]) => [name.toLowerCase(), fill(value, values)] as const)
  const response = await http.send(source.key, {
    method: config.method,
    url: url.href,
    headers: {
      ...Object.fromEntries(headers),
      ...(hasBody && { 'content-type': 'application/json' }),
      ...source.authorization.headers,
    },
    body: hasBody
      ? JSON.stringify({ ...asRecord(fillDeep(config.body ?? {}, values)), ...pageBody })
      : undefined,
    timeoutSeconds: config.timeout,
    requestsPerSecond: config.rate_limit.requests_per_second,
    maxAttempts: config.rate_limit.max_retries + 1,
    retryOn429: config.rate_limit.retry_on_429,
  })
  assertAccepted(response, url, source)
  const json = parseJsonSource(response.text)
  const records = recordsAt(json, config.data_path, url)
  return {
    json,
    headers: response.headers,
    text: response.text,
    records,
    count: records.length,
    url: url.href,
  }
}

function pageUrl(
  config: ExtractConfig,
  source: Source,
  position: Position,
  values: Readonly<Record<string, string>>,
): URL {
  const base = source.provider?.api_base_url
  const text = fill(config.url, values, encodeURIComponent)
  const absolute = /^https?:\/\//.test(text)
  if (!absolute && base === undefined) {
    throw new AppError(
      'config_invalid',
      `"${config.url}" is a path, but provider "${source.key}" has no api_base_url in the registry.`,
    )
  }
  const url = URL.parse(absolute ? text : `${(base ?? '').replace(/\/$/, '')}/${text.replace(/^\//, '')}`)
  if (!url) throw new AppError('config_invalid', `"${config.url}" does not make a URL.`)
  const target = position.at === 'url' ? new URL(position.url) : url
  if (position.at !== 'url') {
    for (const [name, value] of Object.entries(config.params))
      target.searchParams.set(name, fill(String(value), values))
    for (const [name, value] of Object.entries(pageParameters(config.pagination, position).query))
      target.searchParams.set(name, value)
  }
  for (const [name, value] of Object.entries(source.authorization.params))
    target.searchParams.set(name, value)
  return target
}

function assertAccepted(response: HttpResponse, url: URL, source: Source): void {
  const { status } = response
  if (status >= 200 && status < 300) return
  const name = source.provider?.display_name ?? source.key
  const detail = { status, body: response.text.slice(0, 500) }
  if (status === 401 || status === 403) {
    throw new AppError(
      'credential_rejected',
      `${name} refused the credential (${status}, ${describeUrl(url)}). Check it under Integrations.`,
      { detail },
    )
  }
  if (status === 408 || status === 425)
    throw new AppError('provider_unavailable', `${name} answered ${status} (${describeUrl(url)}).`, {
      detail,
    })
  throw new AppError(
    'invalid_input',
    `${name} refused the request with ${status} (${describeUrl(url)}). Check url and params of the step.`,
    { detail },
  )
}

/** A missing list is a changed answer, not an empty one; `null` is how some servers write an empty list. */
function recordsAt(json: JsonValue, path: string, url: URL): readonly JsonValue[] {
  const value = valueAt(json, path)
  if (value === undefined) {
    throw new AppError(
      'invalid_input',
      `The answer of ${describeUrl(url)} has nothing at data_path "${path}".`,
    )
  }
  if (value === null) return []
  return isJsonArray(value) ? value : [value]
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
