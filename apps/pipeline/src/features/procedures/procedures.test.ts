import { join } from 'node:path'
import type { Catalog, Procedure } from '@cloudact/catalog/catalog'
import { Pipeline } from '@cloudact/catalog/pipeline'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { SCOPES } from '@cloudact/core/roles'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT_KEY } from '../../testing/test-parts.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'

const asRoot = { 'x-ca-root-key': ROOT_KEY }
const PROCESSORS = join(import.meta.dirname, '../../../../../packages/engine/src/processors')

const procedure = (name: string, select: string): Procedure => ({
  name,
  domain: name === 'sp_copy' ? 'genai' : 'cloud',
  description: 'Of the tests.',
  kind: 'rows',
  parameters: [],
  source: 'vendor_rows',
  target: 'vendor_rows',
  slice: 'day',
  selects: [select],
  path: `procedures/genai/${name}.sql`,
})
const procedures = new Map(
  [
    procedure('sp_copy', 'SELECT answer FROM {{table(vendor_rows)}}'),
    procedure('sp_other', "SELECT 'x' AS answer"),
    procedure('sp_broken', 'SELECT {{no_such_macro(answer)}}'),
  ].map((one) => [one.name, one]),
)
const catalog = (parts: Catalog): Catalog => ({
  ...parts,
  procedures,
  pipelines: new Map([
    ...parts.pipelines,
    [
      'genai/unified/copy',
      Pipeline.parse({
        name: 'Copy',
        description: 'Of the tests.',
        domain: 'unified',
        version: 1,
        steps: [
          {
            step_id: 'copy',
            ps_type: 'generic.procedure_executor',
            config: { procedure: { name: 'sp_copy' } },
            retry: { max_attempts: 1 },
          },
        ],
      }),
    ],
  ]),
})

let service: TestPipeline
let key: Record<string, string>
beforeAll(async () => {
  service = await testPipeline({ catalog, config: { processorFolders: [PROCESSORS] } })
  key = await service.keyOf(parseOrgSlug('acme'), SCOPES)
})
afterAll(() => service.close())

const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, headers = asRoot) =>
  service.call(method, `/api/v1/procedures${path}`, body, headers)
const statusOf = async (name: string) => (await ask('GET', `/${name}`)).body.status

describe('procedures', () => {
  test('are synced by content: new ones created, known ones skipped, a broken one named and the rest installed', async () => {
    expect(await statusOf('sp_copy')).toBe('NOT_SYNCED')

    const first = await ask('POST', '/sync', { domain: 'cloud' })
    const again = await ask('POST', '/sync')
    const forced = await ask('POST', '/sync', { procedures: ['sp_copy'], force: true })

    expect(first.body).toMatchObject({
      success: false,
      created: ['sp_other'],
      failed: [{ name: 'sp_broken', error: expect.stringContaining('no_such_macro') }],
    })
    expect(again.body).toMatchObject({ created: ['sp_copy'], skipped: ['sp_other'] })
    expect(forced.body).toMatchObject({ success: true, updated: ['sp_copy'], skipped: [], failed: [] })
    expect(await statusOf('sp_copy')).toBe('SYNCED')
    expect(await statusOf('sp_broken')).toBe('NOT_SYNCED')
  })

  test('whose file has changed say so until they are synced', async () => {
    await ask('POST', '/sync', { procedures: ['sp_other'] })
    await service.database.query(
      `UPDATE lake_procedures SET content_hash = 'older' WHERE procedure_name = 'sp_other'`,
    )
    expect(await statusOf('sp_other')).toBe('CHANGED')

    const synced = await ask('POST', '/sp_other?force=false')

    expect(synced.body).toMatchObject({ success: true, updated: ['sp_other'] })
    expect(await statusOf('sp_other')).toBe('SYNCED')
  })

  test('that were withdrawn are refused by runs, which say why, until the next sync', async () => {
    const run = async () => (await service.run('genai/unified/copy', {})).body
    expect(await run()).toMatchObject({ status: 'COMPLETED' })

    const withdrawn = await ask('DELETE', '/sp_copy')
    const refused = await run()

    expect(withdrawn.body).toMatchObject({ success: true, procedure_name: 'sp_copy' })
    expect(await statusOf('sp_copy')).toBe('WITHDRAWN')
    expect(refused).toMatchObject({
      status: 'FAILED',
      error:
        'Step "copy" failed: The procedure "sp_copy" was withdrawn by the operator of this deployment. It can be run again after the operator has synced it.',
    })
    expect((await ask('DELETE', '/sp_copy')).status).toBe(404)
    expect((await ask('POST', '/sp_copy')).body).toMatchObject({ created: ['sp_copy'] })
    expect(await run()).toMatchObject({ status: 'COMPLETED' })
  })

  test('and their files are listed, by domain too', async () => {
    const files = await ask('GET', '/files?domain=genai')
    const list = await ask('GET', '')

    expect(files.body).toEqual({
      count: 1,
      files: [
        {
          name: 'sp_copy',
          domain: 'genai',
          path: 'procedures/genai/sp_copy.sql',
          content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    })
    expect(list.body).toMatchObject({ count: 3 })
    expect((await ask('GET', '/sp_copy')).body).toMatchObject({
      full_name: 'local.organizations.sp_copy',
      selects: ['SELECT answer FROM {{table(vendor_rows)}}'],
    })
  })
})

test.each([
  ['GET', '/files?colour=red', undefined, 422],
  ['POST', '/sync', { dry_run: true }, 422],
  ['POST', '/sync', { procedures: ['sp_nothing'] }, 404],
  ['POST', '/sp_nothing', undefined, 404],
  ['POST', '/sp_copy?force=perhaps', undefined, 422],
  ['DELETE', '/sp_nothing', undefined, 404],
  ['GET', '/sp_nothing', undefined, 404],
] as const)('%s /procedures%s %j is refused', async (method, path, body, status) => {
  expect((await ask(method, path, body)).status).toBe(status)
})

test('procedures are the operator’s, and every change is audited', async () => {
  const routes = [
    ['GET', ''],
    ['GET', '/files'],
    ['GET', '/sp_copy'],
    ['POST', '/sync'],
    ['POST', '/sp_copy'],
    ['DELETE', '/sp_copy'],
  ] as const
  for (const [method, path] of routes) {
    expect((await service.call(method, `/api/v1/procedures${path}`, undefined, key)).status).toBe(403)
    expect((await service.call(method, `/api/v1/procedures${path}`, undefined, {})).status).toBe(401)
  }
  await ask('POST', '/sp_other')

  const rows = await service.database.query<{ status: string; resource_id: string }>(
    `SELECT status, resource_id FROM org_audit_logs WHERE resource_type = 'procedure'`,
  )
  expect(rows).toContainEqual({ status: 'SUCCESS', resource_id: 'sp_other' })
  expect(rows.filter((row) => row.status === 'DENIED')).toHaveLength(6)
})
