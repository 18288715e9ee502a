import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { processorContext } from '@cloudact/engine/testing/processor-context'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { afterEach, describe, expect, test } from 'vitest'
import { catalogAt } from '../testing/vendor-context.ts'
import { openAnthropic } from './client.ts'
import { readCosts } from './costs.ts'
import { readUsage } from './usage.ts'

/** Answers shaped like those of Anthropic's reference, read through the real HTTP client. */
const USAGE = `{"data":[{"starting_at":"2025-08-01T00:00:00Z","ending_at":"2025-08-01T01:00:00Z","results":[
  {"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},
   "cache_read_input_tokens":200,"output_tokens":500,"server_tool_use":{"web_search_requests":10},
   "api_key_id":"apikey_01Rj2N8SVvo6BePZj99NhmiT","workspace_id":"wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ",
   "model":"claude-sonnet-4-20250514","service_tier":"standard","context_window":"0-200k"}]},
  {"starting_at":"2025-08-02T00:00:00Z","ending_at":"2025-08-02T01:00:00Z","results":[{"output_tokens":9}]}],
  "has_more":false,"next_page":null}`
const COSTS = (amount: string, currency = 'USD') =>
  `{"data":[{"starting_at":"2025-08-01T00:00:00Z","ending_at":"2025-08-02T00:00:00Z","results":[
  {"currency":"${currency}","amount":"${amount}","workspace_id":"wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ",
   "description":"Claude Sonnet 4 Usage - Input Tokens","cost_type":"tokens","context_window":"0-200k",
   "model":"claude-sonnet-4-20250514","service_tier":"standard","token_type":"uncached_input_tokens"}]}],
  "has_more":false,"next_page":null}`
const DAY = { start: '2025-08-01', end: '2025-08-02' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function connect(...answer: Parameters<typeof vendorServer>) {
  const server: VendorServer = await vendorServer(...answer)
  const opened = processorContext({
    catalog: catalogAt(server.url, 'anthropic'),
    warehouse: new MemoryWarehouse(),
  })
  closers.push(
    () => opened.close(),
    () => server.close(),
  )
  const { http, signal } = opened.context
  return { server, api: openAnthropic({ http, signal, baseUrl: server.url, adminKey: 'sk-ant-admin01-x' }) }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('documented answers', () => {
  test('usage: the record of the day, and nothing of the hour after it', async () => {
    const { api, server } = await connect(() => ({ body: USAGE }))
    const [batch] = await all(readUsage(api, DAY, () => undefined))
    expect(batch?.rejected).toEqual([])
    expect(batch?.facts).toMatchObject([
      { hour: '2025-08-01T00:00:00Z', inputTokens: 3200, outputTokens: 500 },
    ])
    expect(server.requests[0]?.headers).toMatchObject({
      'x-api-key': 'sk-ant-admin01-x',
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'fast-mode-2026-02-01',
    })
  })

  test.each([
    ['123.78912', '1.2378912'],
    ['0.00001', '0.0000001'],
    ['-250', '-2.5'],
    ['9007199254740993.5', '90071992547409.935'],
  ])('costs: %s cents are %s dollars', async (cents, dollars) => {
    const { api } = await connect(() => ({ body: COSTS(cents) }))
    const batches = await all(readCosts(api, DAY))
    expect(batches.flatMap(({ costs }) => costs)).toMatchObject([
      {
        day: '2025-08-01',
        amount: dollars,
        currency: 'USD',
        lineItem: 'Claude Sonnet 4 Usage - Input Tokens',
      },
    ])
  })

  test('costs in a currency whose lowest unit nobody stated are refused, not divided by 100', async () => {
    const { api } = await connect(() => ({ body: COSTS('100', 'JPY') }))
    await expect(all(readCosts(api, DAY))).rejects.toMatchObject({ code: 'provider_unavailable' })
  })

  test('a refusal says what Anthropic said and what to do', async () => {
    const error = { type: 'invalid_request_error', message: 'starting_at: too far in the past' }
    const { api } = await connect(() => ({
      status: 400,
      body: { type: 'error', error, request_id: 'req_1' },
    }))
    await expect(all(readCosts(api, DAY))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /\(400\)\. It said: "starting_at: too far in the past"\. If the days lie far back/,
      ),
    })
  })
})
