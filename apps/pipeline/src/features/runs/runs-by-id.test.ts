import type { Catalog } from '@cloudact/catalog/catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT_KEY } from '../../testing/test-parts.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'

const asRoot = { 'x-ca-root-key': ROOT_KEY }
const withHistory = (parts: Catalog): Catalog => {
  const vendor = parts.providers.get('vendor')
  if (vendor === undefined) throw new Error('The parts have no vendor.')
  return {
    ...parts,
    providers: new Map([...parts.providers, ['vendor', { ...vendor, history_starts: '2026-01-10' }]]),
  }
}

let service: TestPipeline
let globex: Record<string, string>
let reader: Record<string, string>
beforeAll(async () => {
  service = await testPipeline({ catalog: withHistory })
  globex = await service.keyOf(parseOrgSlug('globex'), ['pipelines:read', 'pipelines:execute'])
  reader = await service.keyOf(parseOrgSlug('acme'), ['pipelines:read'])
})
afterAll(() => service.close())

const start = (id: string, body?: object, headers?: Record<string, string>) =>
  service.call('POST', `/api/v1/pipelines/run/${id}`, body, headers)
const used = async () => {
  const [row] = await service.database.query<{ runs: number }>(
    'SELECT coalesce(sum(pipelines_run_today), 0)::int AS runs FROM org_usage_quotas',
  )
  return row?.runs
}

describe('a pipeline by its id', () => {
  test('is started for the organization in the id, or for the one of the key', async () => {
    const full = await start('acme-genai-payg-call?wait=20', { date: '2026-01-15' })
    const short = await start('genai-payg-call?wait=20', { date: '2026-01-16' })
    const byRoot = await start('globex-genai-payg-call?wait=20', { date: '2026-01-15' }, asRoot)

    expect([full, short, byRoot].map((answer) => [answer.status, answer.body.pipeline_id])).toEqual([
      [202, 'acme-genai-payg-call'],
      [202, 'acme-genai-payg-call'],
      [202, 'globex-genai-payg-call'],
    ])
    expect(full.body.status).toBe('COMPLETED')
  })

  test.each([
    ['of another organization', 'globex-genai-payg-call', undefined, 404],
    ['that does not exist', 'acme-genai-payg-nothing', undefined, 404],
    ['of the operator’s', 'acme-setup-hidden', undefined, 404],
    ['without an organization by the root key', 'genai-payg-call', asRoot, 404],
    ['without a key', 'acme-genai-payg-call', {}, 401],
  ])('%s is refused', async (_, id, headers, status) => {
    const before = await used()

    expect((await start(id, { date: '2026-01-20' }, headers)).status).toBe(status)
    expect(await used()).toBe(before)
  })

  test('needs the right to execute, and a valid body', async () => {
    expect((await start('acme-genai-payg-call', {}, reader)).status).toBe(403)
    expect((await start('acme-genai-payg-call', { day: '2026-01-15' })).status).toBe(422)
  })
})

describe('runs without an organization in the path', () => {
  test('are the caller’s own; the operator sees all', async () => {
    const own = await service.run('genai/payg/noop', { date: '2026-01-17' })
    await service.call(
      'POST',
      '/api/v1/pipelines/run/globex/genai/payg/noop?wait=20',
      { date: '2026-01-17' },
      globex,
    )
    const list = async (query: string, headers?: Record<string, string>) => {
      const answer = await service.call('GET', `/api/v1/pipelines/runs${query}`, undefined, headers)
      return JSON.parse(answer.text) as {
        org_slug: string
        pipeline_id: string
        pipeline_logging_id: string
      }[]
    }

    expect(new Set((await list('')).map((run) => run.org_slug))).toEqual(new Set(['acme']))
    expect(new Set((await list('', globex)).map((run) => run.org_slug))).toEqual(new Set(['globex']))
    expect(new Set((await list('', asRoot)).map((run) => run.org_slug))).toEqual(new Set(['acme', 'globex']))
    expect(await list('?limit=1&status=completed&pipeline_id=acme-genai-payg-noop')).toMatchObject([
      { pipeline_logging_id: own.body.run_id },
    ])
    const url = `/api/v1/pipelines/runs/${String(own.body.run_id)}`
    expect((await service.call('GET', url)).body).toMatchObject({ status: 'COMPLETED', org_slug: 'acme' })
    expect((await service.call('GET', url, undefined, globex)).status).toBe(404)
    expect((await service.call('GET', '/api/v1/pipelines/runs/run_none')).status).toBe(404)
  })

  test('need a key, the right to read, and filters that exist', async () => {
    const blind = await service.keyOf(parseOrgSlug('acme'), ['costs:read'])
    for (const path of ['/api/v1/pipelines/runs', '/api/v1/pipelines/runs/run_1']) {
      expect((await service.call('GET', path, undefined, {})).status).toBe(401)
      expect((await service.call('GET', path, undefined, blind)).status).toBe(403)
    }
    for (const query of ['status=DONE', 'limit=0', 'limit=101', 'colour=red'])
      expect((await service.call('GET', `/api/v1/pipelines/runs?${query}`)).status).toBe(422)
  })
})

describe('dates of a start', () => {
  test('in the query stand in for those of the body', async () => {
    const answer = await service.run('genai/payg/noop?start_date=2026-02-01&end_date=2026-02-03&x', {})
    const valid = await service.call(
      'POST',
      '/api/v1/pipelines/run/acme/genai/payg/noop?start_date=2026-02-01&end_date=2026-02-03',
      { date: '2026-01-20' },
    )

    expect(answer.status).toBe(422)
    expect(valid.body).toMatchObject({ start_date: '2026-02-01', end_date: '2026-02-03' })
  })

  test.each([
    ['one day', { date: '2026-01-09' }],
    ['a range that begins', { start_date: '2025-12-31', end_date: '2026-01-20' }],
  ])(
    'before the vendor has data are refused with the first day there is, and use no quota: %s',
    async (_, dates) => {
      const before = await used()

      const answer = await service.run('genai/payg/call', dates)

      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input'])
      expect(answer.body.detail).toMatch(
        /Vendor has no data before 2026-01-10, .*Start on 2026-01-10 \(UTC\) or later/,
      )
      expect(await used()).toBe(before)
      expect((await service.run('genai/payg/call', { date: '2026-01-10' })).status).toBe(202)
    },
  )
})
