import { existsSync, readFileSync } from 'node:fs'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenAiSimulator, startOpenAiSimulator } from './server.ts'

const DAY = Date.parse('2026-10-14T00:00:00Z') / 1000
const RECORDED = '../shared/data/provider-responses/openai'

let simulator: OpenAiSimulator
beforeAll(async () => {
  simulator = await startOpenAiSimulator({
    adminKeys: ['sk-admin-1'],
    limitedKeys: ['sk-proj-1'],
    now: Date.parse('2026-11-01T00:00:00Z'),
  })
})
afterAll(() => simulator.close())

type Answer = {
  readonly data: { start_time: number; end_time: number; results: Record<string, unknown>[] }[]
  readonly has_more: boolean
  readonly next_page: string | null
  readonly error: object
}

async function get(path: string, key = 'sk-admin-1') {
  const response = await fetch(`${simulator.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return { status: response.status, body: (await response.json()) as Answer, headers: response.headers }
}

describe('the protocol', () => {
  test('a page of buckets, aligned and half-open', async () => {
    const { body, headers } = await get(
      `/organization/usage/completions?start_time=${DAY}&end_time=${DAY + 2 * 86_400}`,
    )
    expect(body).toMatchObject({ object: 'page', has_more: false, next_page: null })
    expect(body.data.map((bucket) => [bucket.start_time, bucket.end_time])).toEqual([
      [DAY, DAY + 86_400],
      [DAY + 86_400, DAY + 2 * 86_400],
    ])
    expect(headers.get('openai-organization')).toBe('org-harborlinelabs')
  })

  test('pages concatenate to the unpaged answer', async () => {
    const query = `/organization/usage/embeddings?start_time=${DAY}&end_time=${DAY + 86_400}&bucket_width=1h&group_by[]=model`
    const whole = (await get(`${query}&limit=24`)).body.data
    const pieces = []
    for (let page = ''; ;) {
      const { body } = await get(`${query}&limit=5${page}`)
      pieces.push(...body.data)
      if (!body.has_more) break
      page = `&page=${body.next_page}`
    }
    expect(pieces).toEqual(whole)
  })

  test('group_by[] (SDK) and group_by (plain clients) mean the same', async () => {
    const base = `/organization/usage/completions?start_time=${DAY}&limit=1`
    const sdk = (await get(`${base}&group_by[]=model&group_by[]=batch`)).body.data
    expect((await get(`${base}&group_by=model&group_by=batch`)).body.data).toEqual(sdk)
    expect((await get(`${base}&group_by=model,batch`)).body.data).toEqual(sdk)
  })

  test('dimensions that were not asked for are null, and filters filter', async () => {
    const { body } = await get(
      `/organization/usage/completions?start_time=${DAY}&limit=1&group_by[]=model&batch=true`,
    )
    expect(body.data[0]!.results).toEqual([
      expect.objectContaining({ model: 'gpt-4.1-mini-2025-04-14', project_id: null, batch: null }),
    ])
  })

  test.each([
    ['no key', '/models', '', 401],
    ['wrong key', '/models', 'sk-admin-2', 401],
    ['key without the scope', '/organization/costs?start_time=1', 'sk-proj-1', 403],
    ['missing start_time', '/organization/costs', 'sk-admin-1', 400],
    ['unknown group', '/organization/usage/embeddings?start_time=1&group_by=batch', 'sk-admin-1', 400],
    [
      'limit too wide',
      '/organization/usage/embeddings?start_time=1&bucket_width=1h&limit=169',
      'sk-admin-1',
      400,
    ],
    ['hourly costs', '/organization/costs?start_time=1&bucket_width=1h', 'sk-admin-1', 400],
    [
      'costs by key, which the live service refuses',
      '/organization/costs?start_time=1&group_by[]=api_key_id',
      'sk-admin-1',
      400,
    ],
    [
      "another query's page token",
      `/organization/costs?start_time=1&page=page_MToxMjM0NTY3ODkwMTI`,
      'sk-admin-1',
      400,
    ],
  ])('%s', async (_, path, key, status) => {
    const answer = await get(path, key)
    expect(answer.status).toBe(status)
    expect(Object.keys(answer.body.error)).toEqual(['message', 'type', 'param', 'code'])
  })

  test.runIf(existsSync(RECORDED))('results have the keys of the recorded answers', async () => {
    for (const endpoint of [
      'completions',
      'embeddings',
      'moderations',
      'images',
      'vector_stores',
      'web_search_calls',
      'file_search_calls',
      'audio_speeches',
      'audio_transcriptions',
      'code_interpreter_sessions',
    ]) {
      const recorded: Answer = JSON.parse(
        JSON.parse(readFileSync(`${RECORDED}/ex_organization_usage_${endpoint}.json`, 'utf8')).response,
      )
      const { body } = await get(`/organization/usage/${endpoint}?start_time=${DAY}&limit=1`)
      expect(Object.keys(body.data[0]!.results[0]!).sort(), endpoint).toEqual(
        Object.keys(recorded.data[0]!.results[0]!).sort(),
      )
      expect(body.data[0]!.results[0]!.object).toBe(recorded.data[0]!.results[0]!.object)
    }
  })
})

describe('the data', () => {
  test('the same seed gives the same answers, another seed others', async () => {
    const again = await startOpenAiSimulator({ adminKeys: ['k'], now: Date.parse('2026-11-01T00:00:00Z') })
    const other = await startOpenAiSimulator({
      adminKeys: ['k'],
      now: Date.parse('2026-11-01T00:00:00Z'),
      seed: 'b',
    })
    const amounts = (one: OpenAiSimulator) =>
      one.control.ledger.costs('2026-10-14').map((line) => line.amount.toFixed())
    expect(amounts(again)).toEqual(amounts(simulator))
    expect(amounts(other)).not.toEqual(amounts(simulator))
    await Promise.all([again.close(), other.close()])
  })

  test('token parts add up to input and output', async () => {
    const { body } = await get(`/organization/usage/completions?start_time=${DAY}&limit=1&group_by[]=model`)
    for (const result of body.data[0]!.results) {
      const sum = (...names: string[]) => names.reduce((total, name) => total + Number(result[name]), 0)
      expect(sum('input_uncached_tokens', 'input_cached_tokens', 'input_cache_write_tokens')).toBe(
        result.input_tokens,
      )
      expect(sum('input_text_tokens', 'input_audio_tokens', 'input_image_tokens')).toBe(
        result.input_uncached_tokens,
      )
      expect(sum('output_text_tokens', 'output_audio_tokens', 'output_image_tokens')).toBe(
        result.output_tokens,
      )
    }
  })

  test('line items add up to the ungrouped cost of the day', async () => {
    const query = `/organization/costs?start_time=${DAY}&end_time=${DAY + 86_400}`
    const text = await (
      await fetch(`${simulator.url}${query}`, { headers: { authorization: 'Bearer sk-admin-1' } })
    ).text()
    const total = /"value":([\d.]+)/.exec(text)?.[1]
    const lines = simulator.control.ledger.costs('2026-10-14')
    expect(total).toBe(lines.reduce((sum, line) => sum.plus(line.amount), new Decimal(0)).toFixed())
  })

  test('nothing is reported after the present hour, and the bill lags behind', async () => {
    simulator.control.setNow(Date.parse('2026-10-14T10:20:00Z'))
    const { body } = await get(
      `/organization/usage/embeddings?start_time=${DAY}&end_time=${DAY + 86_400}&bucket_width=1h`,
    )
    expect(body.data.findLastIndex((bucket) => bucket.results.length > 0)).toBe(9)
    const early = simulator.control.ledger
      .costs('2026-10-14')
      .find((line) => line.lineItem.startsWith('text-embedding-3-small'))
    simulator.control.setNow(Date.parse('2026-11-01T00:00:00Z'))
    const late = simulator.control.ledger
      .costs('2026-10-14')
      .find((line) => line.lineItem.startsWith('text-embedding-3-small'))
    expect(Number(early?.amount)).toBeLessThan(Number(late?.amount))
  })
})

describe('faults', () => {
  test('are spent on the requests they name, after those they skip', async () => {
    simulator.control.addFault({ path: '/costs', kind: 'rate_limit', retryAfterSeconds: 2, after: 1 })
    const path = `/organization/costs?start_time=${DAY}&limit=1`
    expect((await get('/models')).status).toBe(200)
    expect((await get(path)).status).toBe(200)
    const limited = await get(path)
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2'])
    expect((await get(path)).status).toBe(200)
  })

  test('a cut connection and a truncated page break differently', async () => {
    simulator.control.addFault({ path: '/models', kind: 'cut' })
    await expect(get('/models')).rejects.toThrow(/terminated|fetch failed/)
    simulator.control.addFault({ path: '/models', kind: 'truncated' })
    await expect(get('/models')).rejects.toThrow(SyntaxError)
  })
})
