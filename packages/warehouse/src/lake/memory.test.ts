import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Row } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestLake, type TestLake } from '../testing/open-test-lake.ts'
import { readAll } from '../testing/warehouse-fixtures.ts'

const ACME = parseOrgSlug('acme')
const COLUMNS = Array.from({ length: 100 }, (_, index) => `c${index}`)
const WIDE = {
  name: 'wide',
  columns: [
    { name: 'id', type: 'int64' as const },
    ...COLUMNS.map((name) => ({ name, type: 'string' as const })),
  ],
}

let opened: TestLake
beforeAll(async () => {
  opened = await openTestLake(await testDatabase(), { memoryLimitMb: 512 })
  const org = opened.lake.forOrg(ACME)
  await org.ensureTable(WIDE)
  const slice = { table: 'wide', pipelineId: 'p', credentialId: 'c', accountId: 'a', period: '2026-01' }
  await org.replaceSlices([{ slice, content: { kind: 'rows', rows: batches() } }], { runId: 'r' })
})
afterAll(() => opened.close())

/** 20,000 rows, as wide as charges, of texts that do not compress. */
function* batches(): Generator<Row[]> {
  for (let batch = 0; batch < 20; batch += 1)
    yield Array.from({ length: 1_000 }, (_, index) => ({
      id: batch * 1_000 + index,
      ...Object.fromEntries(COLUMNS.map((name) => [name, Math.random().toString(36)])),
    }))
}

const page = (offset: number) =>
  readAll(opened.lake.forOrg(ACME), {
    sql: 'SELECT * FROM {{table(wide)}} ORDER BY id LIMIT 50 OFFSET @offset',
    parameters: { offset },
  })

test('pages asked for at once are read two at a time, within the memory of two', async () => {
  const pages = await Promise.all(Array.from({ length: 12 }, (_, at) => page(at * 50)))
  expect(pages.map((rows) => rows[0]?.['id'])).toEqual(pages.map((_, at) => at * 50))
})

test('a query that needs more memory than there is says so and how to get on', async () => {
  const cross = {
    sql: `SELECT LENGTH(string_agg(CONCAT(a.c0, b.c1), ',')) AS n FROM {{table(wide)}} a, {{table(wide)}} b`,
  }
  await expect(readAll(opened.lake.forOrg(ACME), cross)).rejects.toMatchObject({
    code: 'memory_exhausted',
    retryAfterSeconds: 5,
    message: expect.stringContaining('CLOUDACT_MEMORY_MB'),
  })
  expect(await page(0)).toHaveLength(50)
})
