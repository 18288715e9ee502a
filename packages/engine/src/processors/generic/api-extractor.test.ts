import { AppError } from '@cloudact/core/errors'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { Credential } from '../../processor.ts'
import { FakeTimers } from '../../testing/fake-timers.ts'
import { MemoryWarehouse } from '../../testing/memory-warehouse.ts'
import { processorContext, runProcessor, type TestContextOptions } from '../../testing/processor-context.ts'
import { testCatalog } from '../../testing/test-catalog.ts'
import {
  vendorServer,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
} from '../../testing/vendor-server.ts'
import { systemTimers } from '../../timers.ts'
import apiExtractor from './api-extractor.ts'

const TABLE: TableSchema = {
  name: 'vendor_items',
  columns: [
    { name: 'id', type: 'string', required: true },
    { name: 'amount', type: 'decimal' },
    { name: 'used_on', type: 'date' },
    { name: 'seats', type: 'int64' },
    { name: 'owner_name', type: 'string' },
    { name: 'source', type: 'string' },
    { name: 'raw', type: 'json' },
    { name: 'x_run_id', type: 'string', required: true },
  ],
}
const SECRET = 'sk-very-secret-1234'
const CREDENTIAL: Credential = {
  credentialId: 'cred-1',
  provider: 'vendor',
  name: 'main',
  secrets: { api_key: SECRET },
  metadata: { account: 'a/7' },
}

let server: VendorServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

type Setup = {
  warehouse: MemoryWarehouse
  options: TestContextOptions
  config: (over?: object) => Record<string, unknown>
}

async function setup(
  answer: (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>,
  over: Partial<TestContextOptions> = {},
): Promise<Setup> {
  server = await vendorServer(answer)
  const catalog = testCatalog({
    tables: [TABLE],
    providers: {
      vendor: {
        type: 'saas',
        status: 'active',
        display_name: 'Vendor',
        credential_type: 'api_key',
        credential_fields: [],
        api_base_url: `${server.url}/v1`,
        auth_header: 'Authorization',
        auth_prefix: 'Token',
        headers: { 'x-version': '2026-01-01' },
        rate_limit: { requests_per_minute: 600_000 },
      },
    },
  })
  const warehouse = new MemoryWarehouse()
  // Backoff must not make the test wait; what is waited for is tested with the http client.
  const timers = {
    ...systemTimers,
    sleep: async (_: number, signal?: AbortSignal) => signal?.throwIfAborted(),
  }
  return {
    warehouse,
    options: { catalog, warehouse, credentials: [CREDENTIAL], timers, ...over },
    config: (more = {}) => ({
      provider: 'vendor',
      url: '/items',
      destination: { table: 'vendor_items' },
      ...more,
    }),
  }
}

const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: `i${from + index}` }))
const ids = (rows: readonly Record<string, unknown>[] | undefined) => rows?.map((row) => row.id)

describe('generic.api_extractor: authentication', () => {
  it.each([
    ['registry', {}, { authorization: `Token ${SECRET}` }, {}],
    ['bearer', { type: 'bearer' }, { authorization: `Bearer ${SECRET}` }, {}],
    ['header', { type: 'header', header_name: 'X-Key' }, { 'x-key': SECRET }, {}],
    ['query', { type: 'query', param_name: 'key' }, {}, { key: SECRET }],
    [
      'basic',
      { type: 'basic', username_key: 'account', password_key: 'api_key' },
      { authorization: `Basic ${btoa(`a/7:${SECRET}`)}` },
      {},
    ],
  ])('%s', async (_, auth, headers, query) => {
    const { options, config } = await setup(() => ({ body: { data: [] } }))
    await runProcessor(apiExtractor, config({ auth }), options)
    expect(server?.requests[0]).toMatchObject({
      path: '/v1/items',
      headers: { 'x-version': '2026-01-01', ...headers },
      query,
    })
  })

  it('none opens no credential', async () => {
    const { options, config } = await setup(() => ({ body: { data: [] } }))
    expect(await runProcessor(apiExtractor, config({ auth: { type: 'none' } }), options)).toMatchObject({
      opened: [],
    })
    expect(server?.requests[0]?.headers.authorization).toBeUndefined()
  })

  it('says what to set up when there is no credential', async () => {
    const { options, config } = await setup(() => ({ body: { data: [] } }), { credentials: [] })
    await expect(runProcessor(apiExtractor, config(), options)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Set it up under Integrations'),
    })
    expect(server?.requests).toEqual([])
  })

  it('prefers the credential the run was started for', async () => {
    const other = { ...CREDENTIAL, credentialId: 'cred-2', secrets: { api_key: 'sk-the-other-one' } }
    const { options, config } = await setup(() => ({ body: { data: [] } }), {
      credentials: [CREDENTIAL, other],
      runCredentialId: 'cred-2',
    })
    expect(await runProcessor(apiExtractor, config(), options)).toMatchObject({ opened: ['cred-2'] })
  })

  it('401 is a failed step, never an empty success', async () => {
    const { options, config, warehouse } = await setup(() => ({ status: 401, body: { data: [] } }))
    await expect(runProcessor(apiExtractor, config(), options)).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    expect(await warehouse.slices('vendor_items')).toEqual([])
  })
})

describe('generic.api_extractor: pages', () => {
  const all = items(0, 7)
  const pageOf = (start: number, size = 3) => all.slice(start, start + size)

  it.each([
    [
      'cursor in the query',
      { type: 'cursor', param: 'after', response_path: 'meta.next', limit: 3 },
      ({ query }: VendorRequest) => ({
        body: {
          data: pageOf(Number(query.after ?? 0)),
          meta: { next: Number(query.after ?? 0) + 3 < 7 ? Number(query.after ?? 0) + 3 : null },
        },
      }),
      3,
    ],
    [
      'cursor in the body',
      { type: 'cursor', param: 'after', in: 'body', response_path: 'next' },
      ({ body }: VendorRequest) => {
        const after = Number((JSON.parse(body || '{}') as { after?: string }).after ?? 0)
        return { body: { data: pageOf(after), next: after + 3 < 7 ? String(after + 3) : '' } }
      },
      3,
    ],
    [
      'offset, until an empty page',
      { type: 'offset', limit: 5 },
      ({ query }: VendorRequest) => ({ body: { data: pageOf(Number(query.offset)) } }),
      4,
    ],
    [
      'offset with a total',
      { type: 'offset', limit: 3, total_path: 'total' },
      ({ query }: VendorRequest) => ({ body: { data: pageOf(Number(query.offset)), total: 7 } }),
      3,
    ],
    [
      'page, until has_more is false',
      { type: 'page', has_more_path: 'more' },
      ({ query }: VendorRequest) => ({
        body: { data: pageOf((Number(query.page) - 1) * 3), more: query.page !== '3' },
      }),
      3,
    ],
    [
      'Link header',
      { type: 'link' },
      ({ query }: VendorRequest) => {
        const at = Number(query.at ?? 0)
        return {
          body: { data: pageOf(at) },
          headers:
            at + 3 < 7
              ? { link: `<?at=0>; rel="first", <?at=${at + 3}>; title="a, b"; rel="next"` }
              : { link: '<?at=0>; rel=first' },
        }
      },
      3,
    ],
    [
      'link in the answer',
      { type: 'link', response_path: 'links.next' },
      ({ query }: VendorRequest) => {
        const at = Number(query.at ?? 0)
        return { body: { data: pageOf(at), links: { next: at + 3 < 7 ? `/v1/items?at=${at + 3}` : null } } }
      },
      3,
    ],
  ])('%s', async (_, pagination, answer, requests) => {
    const { options, config, warehouse } = await setup(answer)
    const result = await runProcessor(apiExtractor, config({ pagination }), options)
    expect(result).toMatchObject({ rows: 7, output: { output_table: 'vendor_items', rows_written: 7 } })
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(ids(all))
    expect(server?.requests).toHaveLength(requests)
  })

  it('goes on past a page the vendor cut below the limit', async () => {
    const { options, config, warehouse } = await setup(({ query }) => ({
      body: { data: pageOf(Number(query.offset), 2) },
    }))
    await runProcessor(apiExtractor, config({ pagination: { type: 'offset', limit: 100 } }), options)
    expect(warehouse.rows('vendor_items')['2026-01-15']).toHaveLength(7)
  })

  it.each([
    [
      'a repeated page token',
      { type: 'cursor', response_path: 'next' },
      () => ({ body: { data: items(0, 1), next: 'again' } }),
      'repeated a page token',
    ],
    [
      'a vendor that ignores the page number',
      { type: 'page' },
      () => ({ body: { data: items(0, 1) } }),
      'sends the same page again',
    ],
    [
      'more pages than allowed',
      { type: 'page', max: 3 },
      ({ query }: VendorRequest) => ({ body: { data: items(Number(query.page), Number(query.page) + 1) } }),
      'more than 3 pages',
    ],
    [
      'a next page on another host',
      { type: 'link', response_path: 'next' },
      () => ({ body: { data: [], next: 'https://elsewhere.example/steal' } }),
      'another host',
    ],
  ])('refuses %s and writes nothing', async (_, pagination, answer, message) => {
    const { options, config, warehouse } = await setup(answer)
    await expect(runProcessor(apiExtractor, config({ pagination }), options)).rejects.toMatchObject({
      message: expect.stringContaining(message),
    })
    expect(await warehouse.slices('vendor_items')).toEqual([])
  })

  it('streams thousands of records in batches', async () => {
    const { options, config, warehouse } = await setup(({ query }) => ({
      body: {
        data: Number(query.offset) < 2_500 ? items(Number(query.offset), Number(query.offset) + 500) : [],
      },
    }))
    await runProcessor(apiExtractor, config({ pagination: { type: 'offset', limit: 500 } }), options)
    expect(warehouse.batches).toEqual([1_000, 1_000, 500])
  })
})

describe('generic.api_extractor: a vendor that falters', () => {
  it.each([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
    ['429 without Retry-After', { status: 429 }],
    ['500', { status: 500 }],
    ['a connection cut in mid-body', { body: { data: items(0, 500) }, cutAfter: 200 }],
  ])('%s is asked again', async (_, fault) => {
    const { options, config, warehouse } = await setup(({ number }) =>
      number === 1 ? fault : { body: { data: items(0, 2) } },
    )
    await runProcessor(apiExtractor, config(), options)
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(['i0', 'i1'])
  })

  it('truncated JSON is a failure worth retrying, not a page', async () => {
    const { options, config, warehouse } = await setup(() => ({ body: '{"data":[{"id":"i0"},{"id"' }))
    await expect(runProcessor(apiExtractor, config(), options)).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    })
    expect(await warehouse.slices('vendor_items')).toEqual([])
  })

  it('a slow vendor ends in a timeout', async () => {
    const timers = new FakeTimers()
    const { options, config } = await setup(() => ({ hang: true }), { timers })
    const run = runProcessor(apiExtractor, config({ timeout: 3, rate_limit: { max_retries: 0 } }), options)
    run.catch(() => {})
    while (server?.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await timers.advance(3_000)
    await expect(run).rejects.toMatchObject({ code: 'timeout' })
  })

  it('cancelled in the middle of the pages leaves the old slice', async () => {
    const abort = new AbortController()
    const { options, config, warehouse } = await setup(({ number }) => {
      if (number === 3) abort.abort(new AppError('cancelled', 'Enough.'))
      return number === 1
        ? { body: { data: items(0, 1), next: '' } }
        : number === 3
          ? { hang: true }
          : { body: { data: items(5, 9), next: `t${number}` } }
    })
    const paged = config({ pagination: { type: 'cursor', response_path: 'next' } })
    await runProcessor(apiExtractor, paged, options)
    await expect(
      runProcessor(apiExtractor, paged, { ...options, signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(['i0'])
  })

  it('a later attempt goes on from the page that failed', async () => {
    const { options, config, warehouse } = await setup(({ query, number }) => {
      const at = Number(query.cursor ?? 0)
      return number === 3
        ? { status: 401 }
        : { body: { data: items(at, at + 2), next: at + 2 < 6 ? at + 2 : null } }
    })
    const paged = config({ pagination: { type: 'cursor', response_path: 'next' } })
    const same = { ...options, runId: 'run-resumed' }
    await expect(runProcessor(apiExtractor, paged, same)).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    expect(await warehouse.slices('vendor_items')).toEqual([])
    expect(await runProcessor(apiExtractor, paged, same)).toMatchObject({ rows: 6, output: { pages: 3 } })
    expect(server?.requests.map((request) => request.query.cursor ?? '')).toEqual(['', '2', '4', '4'])
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(ids(items(0, 6)))
  })

  it('starts over when the vendor has forgotten the page to go on from', async () => {
    const { options, config, warehouse } = await setup(({ query, number }) => {
      const at = Number(query.cursor ?? 0)
      if (number === 2) return { status: 401 }
      return number === 3
        ? { status: 410, body: { error: 'cursor expired' } }
        : { body: { data: items(at, at + 2), next: at < 4 ? at + 2 : null } }
    })
    const paged = config({ pagination: { type: 'cursor', response_path: 'next' } })
    const same = { ...options, runId: 'run-expired' }
    await expect(runProcessor(apiExtractor, paged, same)).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    await expect(runProcessor(apiExtractor, paged, same)).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
    await runProcessor(apiExtractor, paged, same)
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(ids(items(0, 6)))
  })

  it('keeps no secret on disk or in the log', async () => {
    const { options, config } = await setup(({ number }) =>
      number === 1 ? { body: { data: [], next: `/v1/items?at=2&key=${SECRET}` } } : { status: 401 },
    )
    const test = processorContext({ ...options, runId: 'run-secret' })
    const parsed = apiExtractor.config.parse(
      config({
        auth: { type: 'query', param_name: 'key' },
        pagination: { type: 'link', response_path: 'next' },
      }),
    )
    await expect(apiExtractor.run(test.context, parsed)).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    const folder = await test.context.keptFolder()
    const { readFile } = await import('node:fs/promises')
    const kept = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    expect(kept.join()).toContain('at=2')
    expect(kept.join() + test.log.text()).not.toContain(SECRET)
    await test.close(true)
  })
})

describe('generic.api_extractor: rows and slices', () => {
  it('reads amounts from the source text, flattens, renames, adds and reports what it left out', async () => {
    const { options, config, warehouse } = await setup(() => ({
      body: '{"data":[{"id":1,"amount":0.1000000000000000055511151231257827,"qty":"3","owner":{"name":"Ada"},"when":1768435200,"extra":true}]}',
    }))
    const transform = {
      flatten: true,
      rename: { qty: 'seats', when: 'used_on' },
      add_fields: { source: 'day {{day}} of {{metadata.account}}' },
      types: { used_on: 'unix_seconds' },
    }
    const result = await runProcessor(apiExtractor, config({ transform }), options)
    expect(warehouse.rows('vendor_items')['2026-01-15']?.[0]).toMatchObject({
      id: '1',
      amount: '0.1',
      seats: 3,
      owner_name: 'Ada',
      used_on: '2026-01-15',
      source: 'day 2026-01-15 of a/7',
      x_org_slug: 'acme',
      x_pipeline_id: 'acme-test-pipeline',
      x_credential_id: 'cred-1',
      x_pipeline_run_date: '2026-01-15',
    })
    expect(result.findings).toMatchObject([{ code: 'unmapped_fields', detail: { extra: 1 } }])
  })

  it('keeps the whole record, digits as written, in raw_column', async () => {
    const { options, config, warehouse } = await setup(() => ({ body: '{"data":[{"id":"a","n":1.10}]}' }))
    expect(
      await runProcessor(apiExtractor, config({ transform: { raw_column: 'raw' } }), options),
    ).toMatchObject({ findings: [] })
    expect(warehouse.rows('vendor_items')['2026-01-15']?.[0]).toMatchObject({ raw: '{"id":"a","n":1.10}' })
  })

  it('the same day twice leaves the same rows, and a restated day replaces them', async () => {
    let stated = [{ id: 'a' }, { id: 'b' }]
    const { options, config, warehouse } = await setup(() => ({ body: { data: stated } }))
    await runProcessor(apiExtractor, config(), options)
    await runProcessor(apiExtractor, config(), options)
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(['a', 'b'])
    stated = [{ id: 'b' }]
    await runProcessor(apiExtractor, config(), options)
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(['b'])
  })

  it('asks day by day and fills one slice per day, empty days too', async () => {
    const { options, config, warehouse } = await setup(({ query }) => ({
      body: { data: query.on === '2026-01-16' ? [] : [{ id: query.on }] },
    }))
    const range = { start: '2026-01-15', end: '2026-01-18' }
    const result = await runProcessor(
      apiExtractor,
      config({ for_each: 'day', params: { on: '{{day}}', to: '{{unix_end}}' } }),
      { ...options, range },
    )
    expect(result).toMatchObject({ rows: 2, output: { slices: 3 } })
    expect(server?.requests.map(({ query }) => query)).toEqual([
      { on: '2026-01-15', to: '1768521600' },
      { on: '2026-01-16', to: '1768608000' },
      { on: '2026-01-17', to: '1768694400' },
    ])
    expect(
      Object.entries(warehouse.rows('vendor_items')).map(([period, rows]) => [period, rows.length]),
    ).toEqual([
      ['2026-01-15', 1],
      ['2026-01-16', 0],
      ['2026-01-17', 1],
    ])
  })

  it('spreads rows over days by period_field and leaves out what was not asked for, saying so', async () => {
    const { options, config, warehouse } = await setup(() => ({
      body: {
        data: [
          { id: 'a', used_on: '2026-01-15T23:59:59Z' },
          { id: 'b', used_on: '2026-01-16' },
          { id: 'c', used_on: '2026-01-17' },
        ],
      },
    }))
    const destination = { table: 'vendor_items', period_field: 'used_on' }
    const result = await runProcessor(apiExtractor, config({ destination }), {
      ...options,
      range: { start: '2026-01-15', end: '2026-01-17' },
    })
    expect(
      Object.entries(warehouse.rows('vendor_items')).map(([period, rows]) => [period, ids(rows)]),
    ).toEqual([
      ['2026-01-15', ['a']],
      ['2026-01-16', ['b']],
    ])
    expect(result.findings).toMatchObject([
      { code: 'rows_outside_range', severity: 'warning', detail: { rows: 1 } },
    ])
  })

  it('asks for whole months and refuses to replace a month with part of it', async () => {
    const { options, config, warehouse } = await setup(() => ({
      body: { data: [{ id: 'a', used_on: '2026-01-02' }] },
    }))
    const destination = { table: 'vendor_items', period: 'month', period_field: 'used_on' }
    await expect(runProcessor(apiExtractor, config({ destination }), options)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('for_each: month'),
    })
    await runProcessor(
      apiExtractor,
      config({ destination, for_each: 'month', params: { from: '{{start_date}}', to: '{{end_date}}' } }),
      options,
    )
    expect(server?.requests[0]?.query).toEqual({ from: '2026-01-01', to: '2026-01-31' })
    expect(Object.keys(warehouse.rows('vendor_items'))).toEqual(['2026-01'])
  })

  it('the last record of a key wins', async () => {
    const { options, config, warehouse } = await setup(() => ({
      body: {
        data: [
          { id: 'a', seats: 1 },
          { id: 'b', seats: 2 },
          { id: 'a', seats: 3 },
        ],
      },
    }))
    await runProcessor(
      apiExtractor,
      config({ destination: { table: 'vendor_items', key_fields: ['id'] } }),
      options,
    )
    expect(warehouse.rows('vendor_items')['2026-01-15']).toMatchObject([
      { id: 'b', seats: 2 },
      { id: 'a', seats: 3 },
    ])
  })

  it.each([
    ['a missing list', { body: { items: [] } }, 'nothing at data_path "data"'],
    ['a record that is not an object', { body: { data: [1] } }, 'Record 1 of page 1 is not an object'],
    [
      'a required value that is missing',
      { body: { data: [{ id: 'a' }, { amount: 1 }] } },
      'Record 2 of page 1 has no value for "id"',
    ],
    ['an amount that is none', { body: { data: [{ id: 'a', amount: 'lots' }] } }, 'column "amount"'],
    [
      'a day that does not exist',
      { body: { data: [{ id: 'a', used_on: '2026-02-30' }] } },
      'column "used_on"',
    ],
    ['a refusal', { status: 404, body: { error: 'no such thing' } }, 'refused the request with 404'],
  ])('%s fails the step and leaves the data as it was', async (_, answer, message) => {
    const { options, config, warehouse } = await setup(({ number }) =>
      number === 1 ? { body: { data: [{ id: 'old' }] } } : answer,
    )
    await runProcessor(apiExtractor, config(), options)
    await expect(runProcessor(apiExtractor, config(), options)).rejects.toMatchObject({
      message: expect.stringContaining(message),
    })
    expect(ids(warehouse.rows('vendor_items')['2026-01-15'])).toEqual(['old'])
  })

  it.each([
    [{ url: undefined }, 'url'],
    [{ nonsense: 1 }, 'nonsense'],
    [{ pagination: { type: 'cursor' } }, 'response_path'],
    [{ destination: { table: 't', batch_size: 0 } }, 'batch_size'],
  ])('refuses the configuration %j', async (over, message) => {
    const config = { url: '/items', destination: { table: 'vendor_items' }, ...over }
    expect(apiExtractor.config.safeParse(config).error?.message).toContain(message)
  })
})

describe('Spool', () => {
  it('forgets rows of a page whose position was never stored', async () => {
    const { Spool } = await import('../../extract/spool.ts')
    const { appendFile } = await import('node:fs/promises')
    const folder = await mkdtemp(join(tmpdir(), 'spool-'))
    const first = await Spool.open(folder, { a: 1 })
    await first.add('range', new Map([['2026-01-15', [{ id: 'a' }]]]), { at: 'token', token: 't' })
    await appendFile(join(folder, '2026-01-15.ndjson'), '{"id":"torn')
    await appendFile(join(folder, '2026-01-16.ndjson'), '{"id":"never stored"}\n')
    const second = await Spool.open(folder, { a: 1 })
    expect(second.resume('range')).toEqual({ at: 'token', token: 't' })
    await second.add(
      'range',
      new Map([
        ['2026-01-15', [{ id: 'b' }]],
        ['2026-01-16', [{ id: 'c' }]],
      ]),
      null,
    )
    expect(await Array.fromAsync(second.batches('2026-01-15', 10, []))).toEqual([[{ id: 'a' }, { id: 'b' }]])
    expect(await Array.fromAsync(second.batches('2026-01-16', 10, []))).toEqual([[{ id: 'c' }]])
    expect((await Spool.open(folder, { a: 2 })).resume('range')).toEqual({ at: 'start' })
    await rm(folder, { recursive: true })
  })
})
