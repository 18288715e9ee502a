import { AppError } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import type { Processor } from '../processor.ts'
import type { CredentialCheck, NotificationReceipt, NotificationRequest, Services } from '../services.ts'
import type { SettledStep } from '../step-outcome.ts'
import { MemoryWarehouse } from '../testing/memory-warehouse.ts'
import { processorContext, type TestContextOptions } from '../testing/processor-context.ts'
import { testCatalog } from '../testing/test-catalog.ts'
import kmsDecrypt from './integrations/kms-decrypt.ts'
import kmsStore from './integrations/kms-store.ts'
import validate from './integrations/validate.ts'
import email from './notify_systems/email-notification.ts'
import slack from './notify_systems/slack-notification.ts'
import bootstrap from './setup/initial/onetime-bootstrap.ts'
import dryrun from './setup/organizations/dryrun.ts'
import onboarding from './setup/organizations/onboarding.ts'

const SECRET = 'sk-secret-value'
const CREDENTIALS = [
  { credentialId: 'cred-1', provider: 'openai', name: 'main', secrets: { api_key: SECRET }, metadata: {} },
]
const catalog = testCatalog({
  pipelines: {
    'test/pipeline': {
      name: 'OpenAI',
      description: '',
      domain: 'genai',
      version: 1,
      steps: [{ step_id: 'a', ps_type: 'x.y' }],
    },
  },
})

function run<Config>(
  processor: Processor,
  config: Config,
  services: Services,
  parameters: Record<string, string> = {},
  over: Partial<TestContextOptions> = {},
) {
  const { context, findings } = processorContext({
    catalog,
    warehouse: new MemoryWarehouse(),
    services,
    credentials: CREDENTIALS,
    ...over,
  })
  const result = processor.run(
    { ...context, run: { ...context.run, parameters } },
    processor.config.parse(config),
  )
  return result.then((done) => ({ ...done, findings }))
}

function keeper(check: Partial<CredentialCheck> = {}) {
  const calls: unknown[] = []
  const reference = { credentialId: 'cred-9', provider: 'openai', name: 'main' }
  const outcome = {
    status: 'VALID' as const,
    message: 'It works.',
    checks: [{ name: 'List models', ok: true, message: '' }],
    ...check,
  }
  const credentials: Services['credentials'] = {
    store: async (request) => {
      calls.push(request)
      return { ...reference, check: outcome }
    },
    validate: async (request) => {
      calls.push(request)
      return { ...reference, check: outcome }
    },
  }
  return { calls, services: { credentials } }
}

describe('integrations', () => {
  it('kms_decrypt hands on a reference and never the secret', async () => {
    const { services } = keeper()
    const result = await run(kmsDecrypt, { provider: 'openai', context_key: 'usage' }, services)
    expect(result.output).toEqual({ provider: 'openai', credential_id: 'cred-1', context_key: 'usage' })
    expect(JSON.stringify(result)).not.toContain(SECRET)
  })

  it('kms_decrypt fails on a refused credential only when asked to check', async () => {
    const { services } = keeper({ status: 'INVALID', message: 'Refused.' })
    await expect(run(kmsDecrypt, { provider: 'openai' }, services)).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    expect(await run(kmsDecrypt, { provider: 'openai', require_valid: false }, {})).toMatchObject({ rows: 0 })
  })

  it('kms_store takes a handle, not a secret', async () => {
    const { services, calls } = keeper()
    expect(
      (await run(kmsStore, { provider: 'openai' }, services, { credential_handle: 'h-1' })).output,
    ).toMatchObject({ credential_id: 'cred-9', validation_status: 'VALID' })
    expect(calls).toEqual([
      { org: 'acme', provider: 'openai', name: 'default', handle: 'h-1', validate: true },
    ])
    await expect(run(kmsStore, { provider: 'openai' }, services)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('validate fails on INVALID and on a required check that did not pass', async () => {
    expect(await run(validate, { provider: 'openai' }, keeper().services)).toMatchObject({
      output: { validation_status: 'VALID' },
    })
    await expect(
      run(validate, { provider: 'openai' }, keeper({ status: 'INVALID' }).services),
    ).rejects.toMatchObject({ code: 'credential_rejected' })
    await expect(
      run(validate, { provider: 'openai', required_checks: ['Read usage'] }, keeper().services),
    ).rejects.toMatchObject({ message: expect.stringContaining('Read usage') })
    expect(
      await run(validate, { provider: 'openai' }, keeper({ status: 'PARTIAL_VALID' }).services),
    ).toMatchObject({ findings: [{ code: 'credential_partially_valid' }] })
  })

  it('says when the deployment lacks the service', async () => {
    await expect(run(validate, { provider: 'openai' }, {})).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('integrations.validate'),
    })
  })
})

describe('setup', () => {
  const parameters = { org_slug: 'newco', company_name: 'New Co', admin_email: 'ada@new.example' }
  const onboarded: unknown[] = []
  const setup = (passed: boolean): Services => ({
    setup: {
      bootstrap: async () => ({ tablesCreated: ['a', 'b'], columnsAdded: { c: ['d'] } }),
      dryRun: async () => [{ name: 'org_slug', passed, message: passed ? 'Free.' : '"newco" is taken.' }],
      onboard: async (organization) => {
        onboarded.push(organization)
        return { datasetId: 'newco_prod', tablesCreated: ['x'] }
      },
    },
  })

  it('bootstrap reports what it created', async () => {
    expect((await run(bootstrap, {}, setup(true))).output).toEqual({
      tables_created: ['a', 'b'],
      columns_added: { c: ['d'] },
    })
  })

  it('a dry run fails with every reason', async () => {
    expect((await run(dryrun, {}, setup(true), parameters)).output).toMatchObject({
      ready_for_onboarding: true,
    })
    await expect(run(dryrun, {}, setup(false), parameters)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('"newco" is taken.'),
    })
  })

  it('onboarding takes its input from the run and fills in the defaults', async () => {
    expect((await run(onboarding, {}, setup(true), parameters)).output).toEqual({
      org_slug: 'newco',
      dataset_id: 'newco_prod',
      tables_created: 1,
    })
    expect(onboarded).toEqual([
      { ...parameters, subscription_plan: 'STARTER', default_currency: 'USD', default_timezone: 'UTC' },
    ])
    await expect(
      run(onboarding, {}, setup(true), { ...parameters, admin_email: 'nobody' }),
    ).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('admin_email') })
  })
})

describe('notify_systems', () => {
  const failed: SettledStep = {
    stepId: 'extract',
    index: 0,
    psType: 'x.y',
    state: 'FAILED',
    attempts: 3,
    startedAt: 0,
    endedAt: 1,
    rows: 0,
    output: {},
    error: {
      code: 'credential_rejected',
      errorClass: 'PERMANENT',
      retryable: false,
      message: 'Refused.',
      action: 'Replace the credential.',
    },
    reason: null,
    tolerated: false,
    partly: false,
    alert: false,
  }
  function notifier(receipt: Partial<NotificationReceipt> = {}) {
    const sent: NotificationRequest[] = []
    const services: Services = {
      notifier: {
        notify: async (request) => {
          sent.push(request)
          return { delivered: 1, failed: 0, channels: ['Ops'], ...receipt }
        },
      },
    }
    return { sent, services }
  }

  it('knows that the run failed, and of what', async () => {
    const { sent, services } = notifier()
    await run(email, { to_emails: ['ada@example.com'] }, services, {}, { settled: [failed] })
    expect(sent[0]).toMatchObject({
      org: 'acme',
      medium: 'email',
      recipients: ['ada@example.com'],
      priority: 'high',
      subject: 'OpenAI failed for acme',
      message: 'OpenAI, 2026-01-15, 0 rows.\nStep extract: Refused. Replace the credential.',
      facts: { status: 'FAILED', pipeline_id: 'acme-test-pipeline', failed_steps: [{ step_id: 'extract' }] },
    })
  })

  it('says what it is told to say', async () => {
    const { sent, services } = notifier()
    await run(slack, { subject: 'S', message: 'M', priority: 'critical' }, services)
    expect(sent[0]).toMatchObject({
      medium: 'slack',
      recipients: [],
      subject: 'S',
      message: 'M',
      priority: 'critical',
    })
  })

  it('fails, to be retried, only when nothing was delivered', async () => {
    await expect(run(email, {}, notifier({ delivered: 0, failed: 2 }).services)).rejects.toSatisfy(
      (error) => error instanceof AppError && error.retryable,
    )
    expect(await run(email, {}, notifier({ delivered: 1, failed: 1 }).services)).toMatchObject({
      output: { delivered: 1, failed: 1 },
    })
    expect(await run(email, {}, notifier({ delivered: 0, failed: 0 }).services)).toMatchObject({
      findings: [{ code: 'no_notification_channel' }],
    })
  })

  it('refuses what is no address', () => {
    expect(email.config.safeParse({ to_emails: ['nobody'] }).success).toBe(false)
  })
})
