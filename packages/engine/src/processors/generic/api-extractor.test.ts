import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { afterEach, describe, expect, it } from 'vitest'
import { CREDENTIAL, ids, items, prepareExtraction, SECRET } from '../../testing/extraction.ts'
import { FakeTimers } from '../../testing/fake-timers.ts'
import { processorContext, runProcessor } from '../../testing/processor-context.ts'
import type { VendorRequest, VendorServer } from '../../testing/vendor-server.ts'
import apiExtractor from './api-extractor.ts'

let server: VendorServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function setup(...how: Parameters<typeof prepareExtraction>): ReturnType<typeof prepareExtraction> {
  const prepared = await prepareExtraction(...how)
  server = prepared.server
  return prepared
}

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
    const kept = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    expect(kept.join()).toContain('at=2')
    expect(kept.join() + test.log.text()).not.toContain(SECRET)
    await test.close(true)
  })
})
