import { hashApiKey } from '@cloudact/security/api-key'
import { Decimal } from '@cloudact/core/decimal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, type Product, ready, until } from '../testing/product.ts'
import { ADMIN_KEY, openSplitLab, type SplitLab } from '../testing/split-lab.ts'

const RUNS = 100
const ORGS = ['acme', 'globex'] as const
const PIPELINE = 'genai/payg/openai'
/** The first day; all are long settled. */
const FIRST = Date.now() - 100 * 86_400_000
const dayOf = (index: number): string => new Date(FIRST + index * 86_400_000).toISOString().slice(0, 10)
const DAYS = RUNS / ORGS.length
const TOTALS = `start_date=${dayOf(0)}&end_date=${dayOf(DAYS)}`

let lab: SplitLab
let apis: Product[]
let pipelines: Product[]
let ports: Record<string, string>[]
const keys = new Map<string, string>()

beforeAll(async () => {
  lab = await openSplitLab(process.env['TEST_DATABASE_URL'] ?? '')
  const balanced = await freePorts()
  ports = [await freePorts(), await freePorts()]
  // All at once on an empty database: one migrates, the others wait. Both APIs proxy to the pipeline that survives.
  pipelines = [
    await lab.start('pipeline', { PORT_PIPELINE: balanced.PORT_PIPELINE }),
    await lab.start('pipeline'),
  ]
  const pipelineUrl = { PIPELINE_SERVICE_URL: `http://127.0.0.1:${balanced.PORT_PIPELINE}` }
  apis = await Promise.all(ports.map((own) => lab.start('api', { ...own, ...pipelineUrl })))
  ports = ports.map((own) => ({ ...own, ...pipelineUrl }))
  await Promise.all([
    ...apis.map((api) => ready(api, ['api'])),
    ...pipelines.map((pipeline) => ready(pipeline, ['pipeline'])),
  ])
}, 240_000)
afterAll(() => lab.close())

/** One of the two APIs; a request whose API was killed goes to the other, as a load balancer's would. */
async function call(turn: number, method: string, route: string, body?: object) {
  for (const api of [apis[turn % 2], apis[(turn + 1) % 2]]) {
    const answer = await api?.call('api', method, route, body).catch(() => undefined)
    if (answer !== undefined && answer.status !== 503) return answer
  }
  throw new Error(`Neither API answered ${method} ${route}.`)
}

const count = async (sql: string): Promise<number> =>
  (await lab.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]?.n ?? -1
const completed = () => count(`org_meta_pipeline_runs WHERE status = 'COMPLETED' AND org_slug <> 'scheduled'`)

async function totals(api: Product | undefined, org: string): Promise<unknown> {
  const answer = await api?.call('api', 'GET', `/api/v1/costs/${org}/total?${TOTALS}`)
  expect(answer?.status).toBe(200)
  return { ...answer?.body, cache_hit: null, query_time_ms: null }
}

function billedByVendor(): string {
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(index))
  return days
    .flatMap((day) => lab.vendor.control.ledger.costs(day))
    .reduce((sum, line) => sum.plus(line.amount), new Decimal(0))
    .toFixed(12)
}

describe('two APIs and two pipeline services on one PostgreSQL and one data folder', () => {
  it('end 100 runs exactly once although one of each is killed in the middle, and answer the same totals', async () => {
    for (const org of [...ORGS, 'scheduled']) {
      const made = await call(0, 'POST', '/api/v1/organizations/onboard', {
        org_slug: org,
        company_name: org,
        admin_email: 'a@acme.test',
        subscription_plan: 'enterprise',
      })
      keys.set(org, String(made.body.api_key))
      const setup = await call(1, 'POST', `/api/v1/integrations/${org}/openai/setup`, {
        credential: ADMIN_KEY,
      })
      expect(setup).toMatchObject({ status: 200, body: { validation_status: 'VALID' } })
    }
    const schedule = await pipelines[0]?.call(
      'pipeline',
      'POST',
      '/api/v1/scheduler/org/scheduled/pipelines',
      { provider: 'openai', domain: 'genai', pipeline_template: PIPELINE, schedule_cron: '* * * * *' },
    )
    expect(schedule?.status).toBe(200)

    for (let index = 0; index < RUNS; index += 1) {
      if (index === RUNS / 2) apis[1]?.kill('SIGKILL')
      const org = ORGS[index % 2] ?? 'acme'
      const started = await call(index, 'POST', `/api/v1/pipelines/run/${org}/${PIPELINE}`, {
        date: dayOf(Math.floor(index / 2)),
      })
      expect([200, 202]).toContain(started.status)
    }
    await until(async () => ((await completed()) >= 10 ? true : undefined), 300)
    // Killed with runs in its hands.
    await until(async () =>
      (await count(`org_meta_pipeline_runs WHERE status = 'RUNNING' AND org_slug <> 'scheduled'`)) >= 3
        ? true
        : undefined,
    )
    pipelines[1]?.kill('SIGKILL')
    const killed = new Date()
    await Promise.all([apis[1]?.ended, pipelines[1]?.ended])
    const again = await lab.start('api', ports[1])
    apis[1] = again
    await ready(again, ['api'])
    await until(async () => ((await completed()) === RUNS ? true : undefined), 400)

    const runs = await lab.database.query<{
      status: string
      holds_slot: boolean
      claims: number
      ends: number
    }>(
      `SELECT status, holds_slot, claim_count AS claims, (SELECT count(*)::int FROM org_meta_state_transitions t
         WHERE t.pipeline_logging_id = r.pipeline_logging_id AND t.entity_type = 'PIPELINE'
           AND t.to_state IN ('COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT')) AS ends
       FROM org_meta_pipeline_runs r WHERE org_slug <> 'scheduled'`,
    )
    expect(runs).toHaveLength(RUNS)
    expect(runs.every((run) => run.status === 'COMPLETED' && !run.holds_slot && run.ends === 1)).toBe(true)
    expect(runs.some((run) => run.claims > 1)).toBe(true)
    const broken = await lab.database.query(
      `SELECT 1 FROM (SELECT from_state, lag(to_state, 1, 'PENDING') OVER (
           PARTITION BY pipeline_logging_id ORDER BY transition_sequence) AS before
         FROM org_meta_state_transitions WHERE entity_type = 'PIPELINE') t WHERE from_state <> before`,
    )
    expect(broken).toEqual([])
    for (const org of ORGS) {
      const quota = await call(0, 'GET', `/api/v1/organizations/${org}/quota`)
      expect(quota.body).toMatchObject({ concurrentRunning: 0, pipelinesRunToday: DAYS })
      const first = await totals(apis[0], org)
      expect(await totals(apis[1], org)).toEqual(first)
      expect(first).toMatchObject({
        total: { currencies: [{ currency: 'USD', billed_cost: billedByVendor() }] },
      })
    }
    const doubled = await lab.database.query(
      `SELECT s.org_slug, s.table_name, s.period FROM lake_slices s JOIN lake_slice_versions v
         ON v.slice_id = s.slice_id AND v.replaced_at IS NULL
       GROUP BY 1, 2, 3, s.pipeline_id, s.credential_id, s.account_id HAVING count(*) > 1`,
    )
    expect(doubled).toEqual([])

    await until(async () => {
      const after = await lab.database.query(
        `SELECT 1 FROM org_scheduled_pipeline_runs WHERE org_slug = 'scheduled' AND scheduled_time > $1
           AND state IN ('PENDING', 'COMPLETED')`,
        [killed],
      )
      return after.length > 0 ? true : undefined
    }, 150)
    const minutes = await lab.database.query<{ failed: number; occurrences: number; times: number }>(
      `SELECT count(*)::int AS occurrences, count(DISTINCT scheduled_time)::int AS times,
         (SELECT count(*)::int FROM org_scheduled_pipeline_runs WHERE org_slug = 'scheduled' AND state = 'FAILED') AS failed
       FROM org_scheduled_pipeline_runs WHERE org_slug = 'scheduled' AND config_id NOT LIKE 'catalog:%'`,
    )
    expect(minutes).toEqual([{ occurrences: minutes[0]?.times, times: minutes[0]?.times, failed: 0 }])
  }, 900_000)

  it('never disagree after a run, and stop accepting a revoked key within a second', async () => {
    const [one, two] = apis
    const before = await totals(one, 'acme')
    expect(await totals(two, 'acme')).toEqual(before)
    lab.vendor.control.restate(dayOf(3), 2)
    const run = await one?.call('api', 'POST', `/api/v1/pipelines/run/acme/${PIPELINE}?wait=120`, {
      date: dayOf(3),
    })
    expect(run?.body).toMatchObject({ status: 'COMPLETED' })
    const [after, also] = await Promise.all([totals(two, 'acme'), totals(one, 'acme')])
    expect(after).not.toEqual(before)
    expect(also).toEqual(after)

    const key = keys.get('acme') ?? ''
    const read = (api: Product | undefined) =>
      api?.call('api', 'GET', '/api/v1/organizations/acme/quota', undefined, { 'x-api-key': key })
    expect((await read(two))?.status).toBe(200)
    await one?.call('api', 'DELETE', `/api/v1/admin/api-keys/${hashApiKey(key)}`)
    const revoked = Date.now()
    await until(async () => ((await read(two))?.status === 401 ? true : undefined))
    // The promise to the operator, not a measure of speed.
    expect(Date.now() - revoked).toBeLessThanOrEqual(1_000)
  }, 180_000)

  it('end at SIGTERM within ten seconds with their runs handed back', async () => {
    lab.vendor.control.addFault({ kind: 'slow', milliseconds: 60_000, path: '/usage', times: 50 })
    const started = await apis[0]?.call('api', 'POST', `/api/v1/pipelines/run/acme/${PIPELINE}`, {
      date: dayOf(5),
    })
    const id = String(started?.body.run_id)
    const state = () =>
      lab.database.query(
        'SELECT status, owner_instance FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1',
        [id],
      )
    await until(async () => ((await state())[0]?.status === 'RUNNING' ? true : undefined))
    const asked = Date.now()
    for (const product of [pipelines[0], ...apis]) product?.kill('SIGTERM')
    expect(await Promise.all([pipelines[0]?.ended, ...apis.map((api) => api.ended)])).toEqual([0, 0, 0])
    // The promise to the operator, not a measure of speed.
    expect(Date.now() - asked).toBeLessThan(10_000)
    expect(await state()).toEqual([{ status: 'PENDING', owner_instance: null }])
  }, 120_000)

  it('is refused without DATABASE_URL', async () => {
    const alone = await lab.start('pipeline', { DATABASE_URL: '' })
    expect(await alone.ended).toBe(1)
    expect(alone.output()).toContain('"start --only pipeline" needs DATABASE_URL')
  })
})
