import { AppError } from '@cloudact/core/errors'
import type { HttpClient } from '@cloudact/engine/http-client'
import { type JsonValue, parseJsonSource } from '@cloudact/engine/json-source'
import type { OpenAI } from 'openai'
import { z } from 'zod'

type UsageApi = OpenAI['admin']['organization']['usage']
export type UsageMethod = Exclude<keyof UsageApi, 'costs' | '_client'>

/** Query of one page; arrays go out as `group_by[]=a&group_by[]=b`. */
export type PageQuery = {
  readonly start_time: number
  readonly end_time: number
  readonly bucket_width?: '1h' | '1d'
  readonly limit: number
  readonly group_by: readonly string[]
  readonly page?: string
}

/** The admin side of OpenAI: one page at a time, with every number as its source text. */
export type OpenAiAdmin = {
  usage(method: UsageMethod, query: PageQuery): Promise<JsonValue>
  costs(query: PageQuery): Promise<JsonValue>
  projects(after: string | undefined): Promise<JsonValue>
  /** What the answers named in `openai-organization`; undefined until one did. */
  organizationId(): string | undefined
}

const ATTEMPTS = 3
const CALL_TIMEOUT_MILLISECONDS = 3_600_000

/**
 * Opens the vendor's SDK on our HTTP client, which paces calls, honours Retry-After and retries. The SDK's own parser
 * is not used: it reads amounts as floats.
 *
 * Calls throw `credential_rejected` (401, 403), `provider_unavailable`, `rate_limited`, or `invalid_input` with
 * `detail.status` and OpenAI's own words for other refusals.
 */
export async function openOpenAi(options: {
  readonly http: HttpClient
  readonly baseUrl: string
  readonly adminKey: string
  readonly signal: AbortSignal
}): Promise<OpenAiAdmin> {
  const { OpenAI, APIError } = await import('openai')
  let organization: string | undefined
  const client = new OpenAI({
    apiKey: null,
    adminAPIKey: options.adminKey,
    baseURL: options.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: CALL_TIMEOUT_MILLISECONDS,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { status, headers, text } = await options.http.send('openai', {
        url: request.url,
        headers: Object.fromEntries(request.headers),
        signal: request.signal,
      })
      return new Response(text, {
        status,
        headers: { 'content-type': headers['content-type'] ?? '', ...named(headers) },
      })
    },
  })

  /** A truncated answer is asked for again here; everything else that can be retried was, below the SDK. */
  async function call(send: () => Promise<Response>): Promise<JsonValue> {
    for (let attempt = 1; ; attempt += 1) {
      const text = await answer(send)
      try {
        return parseJsonSource(text)
      } catch (error) {
        if (attempt === ATTEMPTS) throw error
      }
    }
  }

  async function answer(send: () => Promise<Response>): Promise<string> {
    try {
      const response = await send()
      organization = response.headers.get('openai-organization') ?? organization
      return await response.text()
    } catch (error) {
      options.signal.throwIfAborted()
      throw error instanceof APIError ? toAppError(error) : error
    }
  }

  const request = { signal: options.signal }
  return {
    usage: (method, query) =>
      call(() => client.admin.organization.usage[method](query as never, request).asResponse()),
    costs: (query) => call(() => client.admin.organization.usage.costs(query as never, request).asResponse()),
    projects: (after) =>
      call(() => client.admin.organization.projects.list({ limit: 100, after }, request).asResponse()),
    organizationId: () => organization,
  }

  function toAppError(error: {
    readonly status: unknown
    readonly error?: unknown
    readonly cause?: unknown
  }): AppError {
    if (error.cause instanceof AppError) return error.cause
    if (error.status === 401) {
      return new AppError(
        'credential_rejected',
        'OpenAI does not accept the admin key (401). Create a new one and update the integration.',
      )
    }
    if (error.status === 403) {
      return new AppError(
        'credential_rejected',
        'The OpenAI key may not read usage and costs (403). Use an admin key (sk-admin-…) of an organization owner.',
      )
    }
    if (typeof error.status !== 'number') {
      return new AppError('provider_unavailable', 'OpenAI could not be reached.', { cause: error })
    }
    return new AppError('invalid_input', refusal(error.status, error.error), {
      cause: error,
      detail: { status: error.status },
    })
  }
}

const LONGEST_REASON = 300
const Refusal = z.object({ message: z.string().min(1) })

/** What was refused, why in OpenAI's words, and what can be done. */
function refusal(status: number, body: unknown): string {
  const said = Refusal.safeParse(body)
  const reason = said.success ? ` It said: "${said.data.message.slice(0, LONGEST_REASON)}".` : ''
  return `OpenAI refused a request (${status}).${reason} If the days lie far back, try later ones; if those fail too, the operator finds the request in the log of this run.`
}

function named(headers: Readonly<Record<string, string>>): Record<string, string> {
  const organization = headers['openai-organization']
  return organization === undefined ? {} : { 'openai-organization': organization }
}
