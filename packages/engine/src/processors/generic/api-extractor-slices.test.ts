import { afterEach, describe, expect, it } from 'vitest'
import { ids, prepareExtraction } from '../../testing/extraction.ts'
import { runProcessor } from '../../testing/processor-context.ts'
import type { VendorServer } from '../../testing/vendor-server.ts'
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
