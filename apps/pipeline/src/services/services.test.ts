import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { testCatalog } from '@cloudact/engine/testing/test-catalog'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { credentialContext } from '@cloudact/store/credentials/credential-row'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import { handOverCredential } from '@cloudact/store/credentials/handed-over-credential'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { openRunQueue, type RunQueue } from '@cloudact/store/queue/run-queue'
import { acceptRun } from '@cloudact/store/runs/accept-run'
import type { RunRow } from '@cloudact/store/runs/run-row'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'

const REPOSITORY = join(import.meta.dirname, '../../../..')
const acme = parseOrgSlug('acme')
const KEY = 'sk-admin-good-0123456789'
let vendor: VendorServer
let pipeline: TestPipeline
let queue: RunQueue
beforeAll(async () => {
  vendor = await vendorServer(({ headers }) =>
    headers.authorization === `Bearer ${KEY}`
      ? { body: { data: [] } }
      : { status: 401, body: { error: { message: `Incorrect key: ${headers.authorization ?? ''}` } } },
  )
  const product = loadCatalog({ folders: [join(REPOSITORY, 'configs')] })
  const openai = product.providers.get('openai')
  if (openai === undefined) throw new Error('The registry has no openai.')
  const described = { description: 'Of the tests.', domain: 'payg', version: 1, provider: 'openai' }
  pipeline = await testPipeline({
    config: { processorFolders: [join(REPOSITORY, 'packages/engine/src/processors')] },
    catalog: (parts) =>
      testCatalog({
        base: { ...product, pipelines: new Map([...product.pipelines, ...parts.pipelines]) },
        providers: { openai: { ...openai, api_base_url: vendor.url } },
        pipelines: {
          'genai/payg/check': {
            ...described,
            name: 'Check',
            steps: [
              { step_id: 'check', ps_type: 'integrations.validate_openai', retry: { max_attempts: 1 } },
            ],
          },
          'genai/payg/store': {
            ...described,
            name: 'Store',
            steps: [
              {
                step_id: 'store',
                ps_type: 'integrations.kms_store',
                config: { provider: 'openai', credential_name: 'main' },
                retry: { max_attempts: 1 },
              },
            ],
          },
        },
      }),
  })
  queue = await openRunQueue(pipeline.database)
})
afterAll(async () => {
  await queue.close()
  await pipeline.close()
  await vendor.close()
})

/** Lets the service's own worker execute a pipeline with parameters; tenants' routes take none. */
async function execute(
  path: string,
  parameters: Record<string, string> = {},
): Promise<Pick<RunRow, 'status' | 'error_message'> & { readonly outputs: unknown[] }> {
  const { run } = await acceptRun(
    pipeline.database,
    queue,
    {
      org: acme,
      pipelineId: `acme-${path.replaceAll('/', '-')}`,
      pipelinePath: path,
      credentialId: '',
      range: { start: '2026-01-10', end: '2026-01-11' },
      triggerType: 'cli',
      triggerBy: 'test',
      parameters,
      configVersion: 'test',
    },
    Date.now(),
  )
  const id = run.pipeline_logging_id
  const [ended] = await eventually(
    () =>
      pipeline.database.query<RunRow>(
        'SELECT status, error_message FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1',
        [id],
      ),
    ([row]) => ['COMPLETED', 'FAILED'].includes(row?.status ?? ''),
  )
  if (ended === undefined) throw new Error(`The run ${id} is gone.`)
  const steps = await pipeline.call('GET', `/api/v1/pipelines/logs/acme/${id}/steps`)
  const { steps: rows } = steps.body as { steps: { output: unknown }[] }
  return { ...ended, outputs: rows.map((step) => step.output) }
}

const seal = (credentialId: string, key = KEY) =>
  pipeline.kms.encrypt(
    new TextEncoder().encode(JSON.stringify({ api_key: key })),
    credentialContext(acme, 'openai', credentialId),
  )

test('configs/setup: bootstrap, dry run and onboarding run through the service, and a taken slug is refused', async () => {
  const organization = {
    org_slug: 'initech',
    company_name: 'Initech',
    admin_email: 'bill@initech.example',
    subscription_plan: 'STARTER',
  }
  expect(await execute('setup/bootstrap')).toMatchObject({
    status: 'COMPLETED',
    outputs: [{ tables_created: [] }],
  })
  expect(await execute('setup/organizations/dryrun', organization)).toMatchObject({
    status: 'COMPLETED',
    outputs: [{ ready_for_onboarding: true }],
  })
  expect(
    await pipeline.database.query("SELECT 1 AS found FROM org_profiles WHERE org_slug = 'initech'"),
  ).toEqual([])

  const onboarded = await execute('setup/organizations/onboarding', organization)
  expect(onboarded).toMatchObject({ status: 'COMPLETED' })
  expect(onboarded.outputs).toContainEqual(expect.objectContaining({ dataset_id: 'initech_prod' }))
  expect(
    await pipeline.database.query("SELECT plan_name FROM org_subscriptions WHERE org_slug = 'initech'"),
  ).toEqual([{ plan_name: 'STARTER' }])

  expect(await execute('setup/organizations/onboarding', organization)).toMatchObject({ status: 'FAILED' })
  expect(await execute('setup/organizations/dryrun', {})).toMatchObject({
    status: 'FAILED',
    error_message: expect.stringContaining('org_slug'),
  })
})

test('a credential is handed over once, proved, sealed and never in the run', async () => {
  const handOver = async (handle: string, key = KEY, seconds = 60) =>
    handOverCredential(pipeline.database, {
      handle,
      org: acme,
      provider: 'openai',
      sealed: await seal(handle, key),
      metadata: {},
      expiresAt: new Date(Date.now() + seconds * 1_000),
    })
  const rows = () =>
    pipeline.database.query("SELECT 1 AS found FROM org_integration_credentials WHERE org_slug = 'acme'")

  await handOver('handle_bad', 'sk-admin-wrong-0123456789')
  const refused = await execute('genai/payg/store', { credential_handle: 'handle_bad' })
  expect(refused.status).toBe('FAILED')
  expect(refused.error_message).not.toContain('sk-admin-wrong')
  await handOver('handle_late', KEY, -60)
  expect((await execute('genai/payg/store', { credential_handle: 'handle_late' })).status).toBe('FAILED')
  expect(await findActiveCredential(pipeline.database, { org: acme, provider: 'openai' })).toBeUndefined()

  await handOver('handle_good')
  const stored = await execute('genai/payg/store', { credential_handle: 'handle_good' })
  expect(stored).toMatchObject({
    status: 'COMPLETED',
    outputs: [{ provider: 'openai', validation_status: 'VALID' }],
  })
  const active = await findActiveCredential(pipeline.database, { org: acme, provider: 'openai' })
  expect(active).toMatchObject({ credential_name: 'main', credential_type: 'api_key' })
  expect(await rows()).toHaveLength(2)

  const again = await execute('genai/payg/store', { credential_handle: 'handle_good' })
  expect(again.error_message).toContain('Hand it over again')
  expect(await rows()).toHaveLength(2)
  const runs = await pipeline.database.query('SELECT * FROM org_meta_pipeline_runs')
  expect(JSON.stringify([runs, pipeline.log.lines])).not.toContain(KEY)
})

test('integrations.validate asks the vendor with the stored credential and writes down what it said', async () => {
  const store = async (credentialId: string, key: string) => {
    const sealed = await seal(credentialId, key)
    await pipeline.database.transaction((tx) =>
      insertCredential(tx, {
        credentialId,
        org: acme,
        provider: 'openai',
        name: 'main',
        type: 'api_key',
        sealed,
        validationStatus: 'PENDING',
        metadata: {},
        userId: null,
      }),
    )
  }
  const stateOf = (id: string) =>
    pipeline.database.query(
      'SELECT validation_status, last_error FROM org_integration_credentials WHERE credential_id = $1',
      [id],
    )

  await store('cred_good', KEY)
  expect(await execute('genai/payg/check')).toMatchObject({
    status: 'COMPLETED',
    outputs: [{ credential_id: 'cred_good', validation_status: 'VALID' }],
  })
  expect(await stateOf('cred_good')).toEqual([{ validation_status: 'VALID', last_error: null }])

  await store('cred_stale', 'sk-admin-revoked-0123456789')
  expect((await execute('genai/payg/check')).status).toBe('FAILED')
  expect(await stateOf('cred_stale')).toMatchObject([{ validation_status: 'INVALID' }])
  expect(JSON.stringify([await stateOf('cred_stale'), pipeline.log.lines])).not.toContain('sk-admin-revoked')
  expect(
    await pipeline.database.query(
      `SELECT details->>'purpose' AS purpose FROM org_audit_logs WHERE resource_id = 'cred_stale' AND status = 'SUCCESS'`,
    ),
  ).toEqual([{ purpose: 'validate' }])
})
