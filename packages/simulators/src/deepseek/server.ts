import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { Refusal } from '../vendor/refusal.ts'

/** Amounts as text, as the vendor writes them. */
export type BalanceInfo = {
  readonly currency: 'CNY' | 'USD'
  readonly total_balance: string
  readonly granted_balance: string
  readonly topped_up_balance: string
}

export type DeepSeekSimulatorOptions = {
  readonly port?: number
  readonly host?: string
  readonly apiKeys: readonly string[]
  readonly balances?: readonly BalanceInfo[]
  readonly faults?: readonly Fault[]
}

export type DeepSeekSimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    /** What the account has from now on. */
    setBalances(balances: readonly BalanceInfo[]): void
    readonly requests: readonly SeenRequest[]
  }
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Authentication Fails (no such user)',
  429: 'Rate limit reached',
  503: 'Service is too busy',
}

/** Starts a local server that speaks the balance and model lists of the DeepSeek API. */
export async function startDeepSeekSimulator(options: DeepSeekSimulatorOptions): Promise<DeepSeekSimulator> {
  let balances = options.balances ?? []

  function answer(request: IncomingMessage, url: URL): object {
    const key = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    if (!options.apiKeys.includes(key)) throw new Refusal(401, 'refused', errorBody(401))
    if (url.pathname === '/user/balance') {
      return {
        is_available: balances.some((info) => Number(info.total_balance) > 0),
        balance_infos: balances,
      }
    }
    if (url.pathname === '/models')
      return { object: 'list', data: [{ id: 'deepseek-flash', object: 'model', owned_by: 'deepseek' }] }
    throw new Refusal(404, 'refused', errorBody(404))
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => JSON.stringify(value),
    refusal: (status) => JSON.stringify(errorBody(status)),
    headers: () => ({}),
  })
  return {
    url: server.origin,
    close: () => server.close(),
    control: {
      addFault: (fault) => server.faults.add(fault),
      setBalances: (given) => {
        balances = given
      },
      requests: server.requests,
    },
  }
}

function errorBody(status: number): object {
  const message = MESSAGES[status] ?? 'The request was refused'
  return {
    error: { message, type: status === 401 ? 'authentication_error' : 'api_error', param: null, code: null },
  }
}
