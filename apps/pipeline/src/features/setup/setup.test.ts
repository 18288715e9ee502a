import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { SCOPES } from '@cloudact/core/roles'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { listOrganizations } from '@cloudact/store/organizations/list-organizations'
import { listSchedulableOrgs } from '@cloudact/store/schedules/schedulable-orgs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT_KEY } from '../../testing/test-parts.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'

const REPOSITORY = join(import.meta.dirname, '../../../../..')
const asRoot = { 'x-ca-root-key': ROOT_KEY }
const initech = { org_slug: 'initech', company_name: 'Initech', admin_email: 'bill@initech.example' }

let service: TestPipeline
let key: Record<string, string>
beforeAll(async () => {
  service = await testPipeline({
    catalog: () => loadCatalog({ folders: [join(REPOSITORY, 'configs')] }),
    config: { processorFolders: [join(REPOSITORY, 'packages/engine/src/processors')] },
  })
  key = await service.keyOf(parseOrgSlug('acme'), SCOPES)
})
afterAll(() => service.close())

const start = (path: string, body?: object, headers: Record<string, string> = asRoot) =>
  service.call('POST', `/api/v1/pipelines/run/setup/${path}?wait=60`, body, headers)
const audits = () =>
  service.database.query<{ status: string; details: Record<string, unknown> }>(
    `SELECT status, details FROM org_audit_logs WHERE org_slug = 'SYSTEM' AND resource_type = 'setup_pipeline' ORDER BY created_at`,
  )

describe('set-up pipelines', () => {
  test('bootstrap makes what is missing, and its run can be read by the operator', async () => {
    await service.database.query('DROP TABLE org_cost_tracking')

    const started = await start('bootstrap')

    expect([started.status, started.body.status]).toEqual([202, 'COMPLETED'])
    expect(started.headers.location).toBe(`/api/v1/pipelines/status/setup/${String(started.body.run_id)}`)
    const status = await service.call('GET', String(started.headers.location), undefined, asRoot)
    expect(status.body).toMatchObject({
      status: 'COMPLETED',
      pipeline: 'setup/bootstrap',
      trigger_by: 'root',
      steps: [{ status: 'COMPLETED', output: { tables_created: ['org_cost_tracking'] } }],
    })
    const history = await service.call('GET', '/api/v1/pipelines/history/setup?limit=1', undefined, asRoot)
    expect(history.body).toMatchObject({ total: 1, runs: [{ run_id: started.body.run_id }] })
  })

  test('a dry run checks without doing, onboarding does it once, and again says why not', async () => {
    const org = parseOrgSlug('initech')
    expect((await start('organizations/dryrun', initech)).body).toMatchObject({
      status: 'COMPLETED',
      error: null,
    })
    expect(await organizationExists(service.database, org)).toBe(false)

    const made = await start('organizations/onboarding', initech)
    const again = await start('organizations/onboarding', initech)

    expect(made.body).toMatchObject({ status: 'COMPLETED', org_slug: 'system' })
    expect(made.text).not.toContain('_api_')
    expect(await organizationExists(service.database, org)).toBe(true)
    expect(again.body).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('taken or reserved'),
    })
    expect((await service.call('GET', '/api/v1/pipelines/status/initech', undefined, asRoot)).status).toBe(
      200,
    )
  })

  test('use no quota of anybody, and the deployment is no organization', async () => {
    await start('organizations/dryrun', { ...initech, org_slug: 'initrode' })

    const used = await service.database.query(
      'SELECT 1 AS one FROM org_usage_quotas WHERE pipelines_run_today > 0',
    )
    expect(used).toEqual([])
    expect(await organizationExists(service.database, parseOrgSlug('system'))).toBe(false)
    const { organizations, total } = await listOrganizations(service.database, { limit: 100, offset: 0 })
    expect(organizations.map((one) => one.org_slug)).not.toContain('system')
    expect(total).toBe(organizations.length)
    expect((await listSchedulableOrgs(service.database)).map((one) => one.org_slug)).not.toContain('system')
    expect((await service.call('GET', '/api/v1/pipelines/history/system', undefined, asRoot)).status).toBe(
      404,
    )
  })

  test('two requests for the same work at once are one run', async () => {
    const wanted = { ...initech, org_slug: 'twice_1' }
    const path = '/api/v1/pipelines/run/setup/organizations/onboarding'

    const both = await Promise.all([1, 2].map(() => service.call('POST', path, wanted, asRoot)))

    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 202])
    expect(new Set(both.map((answer) => answer.body.run_id)).size).toBe(1)
  })
})

describe('a set-up pipeline is refused', () => {
  test.each([
    ['without a parameter it needs', 'organizations/onboarding', { org_slug: 'x1x', company_name: 'X' }, 422],
    ['with a parameter it does not have', 'organizations/dryrun', { ...initech, plan: 'SCALE' }, 422],
    ['with a parameter where it has none', 'bootstrap', { force: 'true' }, 422],
    ['with a parameter that is no text', 'organizations/dryrun', { ...initech, org_slug: 7 }, 422],
    ['when it does not exist', 'organizations/nothing', {}, 404],
  ])('%s', async (_, path, body, status) => {
    const runs = () => service.database.query('SELECT pipeline_logging_id FROM org_meta_pipeline_runs')
    const before = (await runs()).length

    expect((await start(path, body)).status).toBe(status)
    expect((await runs()).length).toBe(before)
  })

  test('to everybody but the operator, and the refusal is audited', async () => {
    const before = (await audits()).length

    expect((await start('bootstrap', undefined, key)).status).toBe(403)
    expect((await start('bootstrap', undefined, {})).status).toBe(401)
    expect((await service.call('GET', '/api/v1/pipelines/history/setup', undefined, key)).status).toBe(403)
    expect((await service.call('GET', '/api/v1/pipelines/status/setup/run_1', undefined, key)).status).toBe(
      403,
    )
    expect(
      (await service.call('GET', '/api/v1/pipelines/status/setup/run_1', undefined, asRoot)).status,
    ).toBe(404)
    expect(
      (await service.call('GET', '/api/v1/pipelines/history/setup?colour=red', undefined, asRoot)).status,
    ).toBe(422)
    const denied = await service.database.query(
      `SELECT org_slug, status FROM org_audit_logs WHERE resource_type = 'setup_pipeline' AND status = 'DENIED'`,
    )
    expect(denied).toHaveLength(2)
    expect((await audits()).length).toBe(before + 1)
  })

  test('under the path of tenants, as before', async () => {
    expect(
      (await service.call('POST', '/api/v1/pipelines/run/acme/setup/organizations/onboarding', {}, asRoot))
        .status,
    ).toBe(404)
  })
})
