import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { startOpenAiSimulator, type OpenAiSimulator } from '@cloudact/simulators/openai/server'
import { credentialContext } from '@cloudact/store/credentials/credential-row'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { insertDiscount } from '@cloudact/store/prices/insert-discount'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'

const ROOT = join(import.meta.dirname, '../../../../..')
const KEY = 'sk-admin-recost-0123456789'
const NOW = Date.parse('2026-11-10T02:00:00.000Z')
const BODY = { provider: 'openai', start_date: '2026-10-20', end_date: '2026-10-21' }
const ACME = parseOrgSlug('acme')

let simulator: OpenAiSimulator
let pipeline: TestPipeline
beforeAll(async () => {
  simulator = await startOpenAiSimulator({ adminKeys: [KEY], now: NOW, days: 40 })
  const product = loadCatalog({ folders: [join(ROOT, 'configs')] })
  const openai = product.providers.get('openai')
  if (!openai) throw new Error('configs/ has no provider openai.')
  const local = { ...openai, api_base_url: simulator.url, rate_limit: { requests_per_minute: 600_000 } }
  pipeline = await testPipeline({
    clock: { now: () => NOW },
    config: { processorFolders: [join(ROOT, 'packages/providers/src')] },
    catalog: () => ({ ...product, providers: new Map([...product.providers, ['openai', local]]) }),
  })
  const sealed = await pipeline.kms.encrypt(
    new TextEncoder().encode(JSON.stringify({ api_key: KEY })),
    credentialContext(ACME, 'openai', 'cred-1'),
  )
  await pipeline.database.transaction((tx) =>
    insertCredential(tx, {
      ...{ credentialId: 'cred-1', org: ACME, provider: 'openai', name: 'main', type: 'api_key', sealed },
      ...{ validationStatus: 'VALID', metadata: {}, userId: null },
    }),
  )
  const read = await pipeline.run('genai/payg/openai', { date: '2026-10-20' }, 60)
  expect(read.body, read.text).toMatchObject({ status: 'COMPLETED' })
}, 120_000)
afterAll(async () => {
  await pipeline.close()
  await simulator.close()
})

const preview = (body: object = BODY, headers?: Record<string, string>) =>
  pipeline.call('POST', '/api/v1/genai/acme/recost/preview', body, headers)
const apply = (body: object = BODY, headers?: Record<string, string>) =>
  pipeline.call('POST', '/api/v1/genai/acme/recost/apply', body, headers)
type Totals = readonly { readonly currency: string; readonly before: string; readonly after: string }[]
const totalsOf = async () => (await preview()).body['totals'] as Totals

describe('pricing a period anew', () => {
  test('shows what changes, then changes it, and then shows no change', async () => {
    const [same] = await totalsOf()
    expect([same?.currency, same?.after]).toEqual(['USD', same?.before])
    await pipeline.database.transaction((tx) =>
      insertDiscount(
        tx,
        ACME,
        {
          ...{ discountId: 'd', provider: 'openai', model: '*', meter: null, percent: '50', amount: null },
          ...{ currency: null, from: '2026-10-20', to: null, notes: null },
        },
        null,
      ),
    )
    const [half] = await totalsOf()
    expect(half?.before).toBe(same?.before)
    expect(Number(half?.after)).toBeLessThan(Number(half?.before))

    const started = await apply()
    expect(started.status, started.text).toBe(202)
    const [run] = started.body['runs'] as { run_id: string; pipeline_id: string }[]
    expect(run?.pipeline_id).toBe('acme-genai-payg-cost_only-openai')
    const end = await pipeline.call('GET', `/api/v1/pipelines/status/acme/${String(run?.run_id)}?wait=30`)
    expect(end.body, end.text).toMatchObject({ status: 'COMPLETED' })
    const [done] = await totalsOf()
    expect([done?.before, done?.after]).toEqual([half?.after, half?.after])
  })

  test.each([
    ['a period that ends before it starts', { ...BODY, end_date: '2026-10-20' }, 422],
    ['a day that is none', { ...BODY, start_date: '2026-02-30' }, 422],
    ['more than 400 days', { ...BODY, start_date: '2025-01-01' }, 422],
    ['the future', { ...BODY, start_date: '2027-01-01', end_date: '2027-01-02' }, 422],
    ['an unknown field', { ...BODY, colour: 'red' }, 422],
    ['a provider nobody knows', { ...BODY, provider: 'nobody' }, 404],
    ['a provider whose usage is not priced here', { ...BODY, provider: 'aws' }, 404],
  ])('is refused for %s', async (_, body, status) => {
    expect((await preview(body)).status).toBe(status)
    expect((await apply(body)).status).toBe(status)
  })

  test('without stored usage starts nothing', async () => {
    const empty = { ...BODY, start_date: '2026-01-01', end_date: '2026-01-02' }
    expect((await preview(empty)).body).toMatchObject({ models: [], totals: [], record_count: 0 })
    expect((await apply(empty)).status).toBe(404)
  })

  test('is for callers with the right to it', async () => {
    const globex = await pipeline.keyOf(parseOrgSlug('globex'), ['costs:read', 'pipelines:execute'])
    const weak = await pipeline.keyOf(ACME, ['org:read'])
    for (const ask of [preview, apply]) {
      expect((await ask(BODY, {})).status).toBe(401)
      expect((await ask(BODY, weak)).status).toBe(403)
      expect((await ask(BODY, globex)).status).toBe(404)
    }
  })
})
