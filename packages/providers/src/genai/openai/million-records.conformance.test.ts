import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { addDays } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { vendorServer } from '@cloudact/engine/testing/vendor-server'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import paygCost from '../payg-cost.ts'
import paygFocus from '../payg-focus.ts'
import paygUsage from '../payg-usage.ts'
import { CREDENTIAL } from '../testing/openai-fixture.ts'
import { catalogAt } from '../testing/vendor-context.ts'

const PRICES = resolve(import.meta.dirname, '../../../../../configs/seed/openai/pricing.csv')
/** A month is a million records and some minutes; the ordinary deep suite has no time for more than its first days. */
const IS_WHOLE = process.env['MILLION_RECORDS'] === '1'
const DAYS = IS_WHOLE ? 31 : 3
const OCTOBER = { start: '2026-10-01', end: addDays('2026-10-01', DAYS) }
const HOURS = DAYS * 24
const PROJECTS = 29
const KEYS = 4
const MODELS = ['gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini', 'o3']
/** Those with a batch price. */
const BATCH = new Set(['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'])
const RECORDS_AN_HOUR = PROJECTS * KEYS * (MODELS.length + BATCH.size)
const BUCKETS_A_PAGE = 24
const LAST_PAGE = { object: 'page', data: [], has_more: false, next_page: null }

const Recomputed = z.object({
  records: z.number(),
  requests: z.number(),
  totals: z.record(z.string(), z.object({ quantity: z.string(), cost: z.string() })),
})

/** Below `most`; looks random and is the same at every ask. */
function count(seed: number, most: number): number {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d)
  return (Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0) % most
}

function results(hour: number): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  for (let project = 0; project < PROJECTS; project += 1)
    for (let key = 0; key < KEYS; key += 1)
      for (const [index, model] of MODELS.entries())
        for (const batch of BATCH.has(model) ? [false, true] : [false]) {
          const seed = ((hour * PROJECTS + project) * KEYS + key) * 16 + index * 2 + (batch ? 1 : 0)
          const input = 1 + count(seed, 3_000_000)
          found.push({
            object: 'organization.usage.completions.result',
            input_tokens: input,
            input_cached_tokens: batch ? 0 : count(seed + 7, input),
            output_tokens: count(seed + 11, 900_000),
            num_model_requests: 1 + count(seed + 13, 5_000),
            project_id: `proj_${project}`,
            user_id: null,
            api_key_id: `key_${project}_${key}`,
            model,
            batch,
            service_tier: null,
          })
        }
  return found
}

describe.runIf(canRecompute)(
  'a month of a million usage records, recomputed by an independent script',
  () => {
    let lake: OrgWarehouse
    let folder: string
    let close: () => Promise<void>
    let expected: z.output<typeof Recomputed>
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'cloudact-million-'))
      const files = new Set<string>()
      const server = await vendorServer(async ({ path, query }) => {
        if (path !== '/organization/usage/completions') return { body: LAST_PAGE }
        const start = Number(query['page'] ?? query['start_time'])
        const end = Math.min(start + BUCKETS_A_PAGE * 3_600, Number(query['end_time']))
        const data = []
        for (let at = start; at < end; at += 3_600)
          data.push({ object: 'bucket', start_time: at, end_time: at + 3_600, results: results(at / 3_600) })
        const more = end < Number(query['end_time'])
        const text = JSON.stringify({
          object: 'page',
          data,
          has_more: more,
          next_page: more ? String(end) : null,
        })
        const file = join(folder, `page-${start}.json`)
        await writeFile(file, text)
        files.add(file)
        return { body: text, headers: { 'content-type': 'application/json' } }
      })
      const opened = await openTestLake(await testDatabase())
      close = async () => {
        await server.close()
        await opened.close()
        await rm(folder, { recursive: true, force: true })
      }
      lake = opened.lake.forOrg(parseOrgSlug('acme'))
      const options = {
        catalog: catalogAt(server.url),
        warehouse: lake,
        pipelinePath: 'genai/payg/openai',
        credentials: [{ ...CREDENTIAL, metadata: { account_id: 'org-million' } }],
        range: OCTOBER,
        startedAt: `${addDays(OCTOBER.end, 2)}T02:00:00.000Z`,
      }
      const config = { provider: 'openai', reread_days: 0 }
      const extract = await runProcessor(paygUsage, config, options)
      const outputs = { extract_usage: extract.output ?? {} }
      await runProcessor(paygCost, { provider: 'openai' }, { ...options, outputs })
      await runProcessor(paygFocus, { provider: 'openai' }, { ...options, outputs })
      expected = Recomputed.parse(await recompute('recompute-openai-month.py', [PRICES, ...files]))
    }, 900_000)
    afterAll(() => close())

    async function read(sql: string): Promise<Row[]> {
      return (await Array.fromAsync(lake.query({ sql }))).flat()
    }

    test('stores every record once, with its requests', async () => {
      expect(expected.records).toBe(RECORDS_AN_HOUR * HOURS)
      if (IS_WHOLE) expect(expected.records).toBeGreaterThan(1_000_000)
      const [row] = await read(
        'SELECT COUNT(*) AS records, COUNT(DISTINCT x_source_record_id) AS ids, SUM(request_count) AS requests FROM {{table(genai_payg_usage_raw)}}',
      )
      expect([row?.['records'], row?.['ids'], row?.['requests']].map(Number)).toEqual([
        expected.records,
        expected.records,
        expected.requests,
      ])
    })

    test('tokens and list cost per project, model, tier and kind of token are equal to the last decimal', async () => {
      const rows = await read(
        `SELECT CONCAT(SubAccountId, '|', x_genai_model, '|', x_service_tier, '|', x_token_type) AS line,
          {{sum(ConsumedQuantity)}} AS quantity, {{sum(ListCost)}} AS cost
        FROM {{table(cost_data_standard_1_3)}} GROUP BY SubAccountId, x_genai_model, x_service_tier, x_token_type`,
      )
      const found = rows.map((row) => [
        String(row['line']),
        { quantity: plain(row['quantity']), cost: plain(row['cost']) },
      ])
      expect(found).toHaveLength(PROJECTS * (MODELS.length * 3 + BATCH.size * 2))
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(
          Object.entries(expected.totals).map(([line, { quantity, cost }]) => [
            line,
            { quantity: plain(quantity), cost: plain(cost) },
          ]),
        ),
      )
    })
  },
)

function plain(value: unknown): string {
  return new Decimal(String(value)).toFixed()
}
