import { AppError } from '@cloudact/core/errors'
import type { HttpClient, HttpResponse } from '@cloudact/engine/http-client'
import { type JsonValue, parseJsonSource } from '@cloudact/engine/json-source'
import { z } from 'zod'

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** The admin side of Anthropic: one page at a time, with every number as its source text. */
export type AnthropicAdmin = {
  /**
   * Throws `credential_rejected` (401, 403), `provider_unavailable`, `rate_limited`, or `invalid_input` with
   * `detail.status` and Anthropic's own words for other refusals.
   */
  get(path: string, query: Query, betas?: readonly string[]): Promise<JsonValue>
  /** What the answers named in `anthropic-organization-id`; undefined until one did. */
  organizationId(): string | undefined
}

/** The version whose reports are read here. */
const API_VERSION = '2023-06-01'
const ATTEMPTS = 3
const LONGEST_REASON = 300

/**
 * Opens the usage and cost interface of Anthropic on our HTTP client, which paces calls, honours Retry-After and
 * retries. The vendor's SDK has no methods for these reports and sends another version header.
 */
export function openAnthropic(options: {
  readonly http: HttpClient
  readonly baseUrl: string
  readonly adminKey: string
  readonly signal: AbortSignal
}): AnthropicAdmin {
  let organization: string | undefined

  async function send(url: string, betas: readonly string[]): Promise<HttpResponse> {
    const response = await options.http.send('anthropic', {
      url,
      headers: {
        accept: 'application/json',
        'x-api-key': options.adminKey,
        'anthropic-version': API_VERSION,
        ...(betas.length > 0 && { 'anthropic-beta': betas.join(',') }),
      },
      signal: options.signal,
    })
    if (response.status >= 400) throw refused(response)
    organization = response.headers['anthropic-organization-id'] ?? organization
    return response
  }

  return {
    /** A truncated answer is asked for again here; everything else that can be retried was, below. */
    async get(path, query, betas = []) {
      const url = `${options.baseUrl}${path}?${queryText(query)}`
      for (let attempt = 1; ; attempt += 1) {
        const { text } = await send(url, betas)
        try {
          return parseJsonSource(text)
        } catch (error) {
          if (attempt === ATTEMPTS) throw error
        }
      }
    },
    organizationId: () => organization,
  }
}

/** Arrays go out as `group_by[]=a&group_by[]=b`. */
function queryText(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (typeof value === 'object') for (const item of value) parameters.append(`${name}[]`, item)
    else parameters.append(name, String(value))
  }
  return parameters.toString()
}

function refused({ status, text }: HttpResponse): AppError {
  if (status === 401) {
    return new AppError(
      'credential_rejected',
      'Anthropic does not accept the admin key (401). Create a new one (sk-ant-admin…) and update the integration; a model key (sk-ant-api…) cannot read usage.',
    )
  }
  if (status === 403) {
    return new AppError(
      'credential_rejected',
      'The Anthropic key may not read usage and costs (403). An organization admin has to create an admin key for it.',
    )
  }
  const reason = said(text)
  return new AppError(
    'invalid_input',
    `Anthropic refused a request (${status}).${reason} If the days lie far back, try later ones; if those fail too, the operator finds the request in the log of this run.`,
    { detail: { status } },
  )
}

const Refusal = z.object({ error: z.object({ message: z.string().min(1) }) })

/** Why, in Anthropic's words; empty when it gave none. */
function said(text: string): string {
  try {
    const refusal = Refusal.safeParse(JSON.parse(text))
    return refusal.success ? ` It said: "${refusal.data.error.message.slice(0, LONGEST_REASON)}".` : ''
  } catch {
    return '' // A refusal that is no JSON gives no reason.
  }
}
