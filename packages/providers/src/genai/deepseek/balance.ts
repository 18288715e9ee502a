import { AppError } from '@cloudact/core/errors'
import type { HttpClient } from '@cloudact/engine/http-client'
import { JsonDecimal, parseJsonSource } from '@cloudact/engine/json-source'
import { z } from 'zod'

const ATTEMPTS = 3

const Answer = z.object({
  is_available: z.boolean(),
  balance_infos: z.array(
    z.object({
      currency: z.string().regex(/^[A-Z]{3}$/),
      total_balance: JsonDecimal,
      granted_balance: JsonDecimal,
      topped_up_balance: JsonDecimal,
    }),
  ),
})
export type BalanceAnswer = z.output<typeof Answer>

/**
 * `GET /user/balance`: one entry per currency of the account. Throws `credential_rejected`, `invalid_input`, or
 * `provider_unavailable` for an answer that does not make sense.
 */
export async function readBalance(options: {
  readonly http: HttpClient
  readonly baseUrl: string
  readonly apiKey: string
  readonly signal: AbortSignal
}): Promise<BalanceAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, text } = await options.http.send('deepseek', {
      url: `${options.baseUrl}/user/balance`,
      headers: { accept: 'application/json', authorization: `Bearer ${options.apiKey}` },
      signal: options.signal,
    })
    if (status === 401 || status === 403) {
      throw new AppError(
        'credential_rejected',
        `DeepSeek does not accept the API key (${status}). Create a new one at platform.deepseek.com/api_keys and update the integration.`,
      )
    }
    if (status >= 400)
      throw new AppError(
        'invalid_input',
        `DeepSeek refused to tell the balance (${status}). Try again later.`,
        {
          detail: { status },
        },
      )
    try {
      return parse(text)
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
    }
  }
}

function parse(text: string): BalanceAnswer {
  const parsed = Answer.safeParse(parseJsonSource(text))
  const currencies = parsed.data?.balance_infos.map(({ currency }) => currency) ?? []
  if (parsed.success && new Set(currencies).size === currencies.length) return parsed.data
  throw new AppError(
    'provider_unavailable',
    `DeepSeek's balance does not make sense: ${parsed.success ? 'a currency came twice' : z.prettifyError(parsed.error)}. Nothing was stored.`,
  )
}
