import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { processorContext } from '@cloudact/engine/testing/processor-context'
import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogAt } from '../testing/vendor-context.ts'
import { openOpenAi, type OpenAiAdmin } from './client.ts'
import { readCosts } from './costs.ts'
import { readUsage } from './usage.ts'
import { USAGE_ENDPOINTS } from './usage-endpoints.ts'

/** Answers of the vendor's documentation; not part of the repository. */
const RECORDED = '../shared/data/provider-responses/openai'
const NOVEMBER_FIRST = { start: '2024-11-01', end: '2024-11-02' }
const LAST_PAGE = { object: 'page', data: [], has_more: false, next_page: null }

function recorded(path: string): string {
  const file = readFileSync(join(RECORDED, `ex${path.replaceAll('/', '_')}.json`), 'utf8')
  const { response } = JSON.parse(file) as { response: string }
  return response
}

describe.runIf(existsSync(RECORDED))('recorded answers, served to the connector page by page', () => {
  let server: VendorServer
  let api: OpenAiAdmin
  let close: () => Promise<void>
  beforeAll(async () => {
    server = await vendorServer(({ path, query }) => ({
      body: query['page'] === undefined ? recorded(path) : LAST_PAGE,
    }))
    const test = processorContext({ catalog: catalogAt(server.url), warehouse: new MemoryWarehouse() })
    close = () => test.close()
    const { http, signal } = test.context
    api = await openOpenAi({ http, signal, baseUrl: server.url, adminKey: 'sk-admin-recorded' })
  })
  afterAll(async () => {
    await close()
    await server.close()
  })

  test('costs: every amount, digit for digit, with its day and currency', async () => {
    const amounts = [...recorded('/organization/costs').matchAll(/"value": ([\d.]+)/g)].map(
      ([, value]) => value,
    )
    expect(amounts).toEqual(['0.06'])
    const batches = []
    for await (const batch of readCosts(api, NOVEMBER_FIRST)) batches.push(batch)
    expect(batches.flatMap(({ costs }) => costs)).toMatchObject([
      { day: '2024-11-01', amount: '0.06', currency: 'USD', lineItem: null, projectId: null, quantity: null },
    ])
  })

  test('usage: every result of every endpoint, none rejected', async () => {
    const results = Object.keys(USAGE_ENDPOINTS).flatMap((endpoint) => [
      ...recorded(`/organization/usage/${endpoint}`).matchAll(
        /"object": "organization\.usage\.[a-z_.]+\.result"/g,
      ),
    ])
    const batches = []
    for await (const batch of readUsage(api, NOVEMBER_FIRST)) batches.push(batch)
    expect(batches.flatMap(({ rejected }) => rejected)).toEqual([])
    expect(batches.flatMap(({ facts }) => facts)).toHaveLength(results.length)
    expect(results.length).toBeGreaterThanOrEqual(Object.keys(USAGE_ENDPOINTS).length)
  })
})
