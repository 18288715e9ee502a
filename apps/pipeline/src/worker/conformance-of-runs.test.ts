import { resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { Pipeline } from '@cloudact/catalog/pipeline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'

const product = loadCatalog({ folders: [resolve(import.meta.dirname, '../../../../configs')] })
const TABLE = 'cost_data_standard_1_3'
const charging = (name: string, currency: string) =>
  Pipeline.parse({
    name,
    description: 'Of the tests.',
    domain: 'payg',
    version: 1,
    provider: 'vendor',
    steps: [{ step_id: 'charge', ps_type: 'test.charge', config: { currency } }],
  })

let service: TestPipeline
beforeAll(async () => {
  const table = product.tables.get(TABLE)
  if (table === undefined) throw new Error(`There is no table ${TABLE}`)
  service = await testPipeline({
    catalog: (parts) => ({
      ...parts,
      tables: new Map([...parts.tables, [TABLE, table]]),
      focusModels: product.focusModels,
      pipelines: new Map([
        ...parts.pipelines,
        ['genai/payg/dollars', charging('Dollars', 'USD')],
        ['genai/payg/shells', charging('Shells', 'shells')],
      ]),
    }),
  })
})
afterAll(() => service.close())

test.each([
  ['genai/payg/dollars', 'PASS'],
  ['genai/payg/shells', 'FAIL'],
])('a run of %s completes, and is then judged by the rules of FOCUS: %s', async (path, verdict) => {
  const { body } = await service.run(path)
  expect(body).toMatchObject({ status: 'COMPLETED' })
  const results = await eventually(
    () =>
      service.database.query<{ overall_status: string }>(
        `SELECT overall_status FROM org_meta_dq_results
         WHERE pipeline_logging_id = $1 AND dq_config_id = 'focus_1_3_conformance'`,
        [String(body['run_id'])],
      ),
    (found) => found.length > 0,
  )
  expect(results).toEqual([{ overall_status: verdict }])
})
