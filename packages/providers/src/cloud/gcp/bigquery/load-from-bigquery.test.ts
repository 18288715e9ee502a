import type { Row } from '@cloudact/core/ports/warehouse'
import {
  startBigQuerySimulator,
  type BigQuerySimulator,
  type BigQuerySimulatorOptions,
} from '@cloudact/simulators/bigquery/server'
import type { ExportedLine } from '@cloudact/simulators/bigquery/statement'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keyFile, PROJECT, PUBLIC_KEY } from '../../../genai/testing/google-fixture.ts'
import { folderCredential, openBillLab, type BillLab, type LabRun } from '../testing/bill-lab.ts'
import { credit, line, usage, writeTable, type ExportLine } from '../testing/export-lines.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const TABLE = `${PROJECT}.billing.gcp_billing_export_resource_v1_01AB23_CD45EF_678901`
const LINES = [usage('24', '2.64', { credits: [credit('PROMOTION', '-1.000000001')] }), line('tax', '0.02')]

let lab: BillLab
let server: BigQuerySimulator
beforeAll(async () => {
  lab = await openBillLab()
}, 60_000)
afterAll(() => lab.close())
afterEach(() => server.close())

/** Lines that arrived on a day. */
const arrived = (partition: string, lines: readonly ExportLine[]): ExportedLine[] =>
  lines.map((each) => ({ partition, line: each }))

async function serve(options: Partial<BigQuerySimulatorOptions> = {}): Promise<BigQuerySimulator> {
  server = await startBigQuerySimulator({
    projectId: PROJECT,
    table: TABLE,
    publicKey: PUBLIC_KEY,
    lines: arrived('2026-10-05', LINES),
    ...options,
  })
  return server
}
const credential = (metadata: Record<string, unknown> = {}, file = keyFile()) => ({
  ...folderCredential('', { source: 'bigquery', path: '', billing_export_table: TABLE, ...metadata }),
  secrets: { service_account_json: file },
})
const run = (org: string, over: Partial<LabRun> = {}) =>
  lab.run({ org, credential: credential(), range: OCTOBER, bigquery: server.url, ...over })
const extract = (org: string, over: Partial<LabRun> = {}) => run(org, { until: 'extract', ...over })
const costs = async (org: string) =>
  (await lab.query('SELECT cost FROM {{table(cloud_gcp_billing_raw_daily)}} ORDER BY cost', org)).map(
    ({ cost }) => cost,
  )
const refused = (org: string, over: Partial<LabRun> = {}) =>
  extract(org, over).then(
    () => null,
    (error: unknown) => error,
  )
const visible = async (org: string): Promise<Row[]> =>
  lab.query(
    'SELECT ChargeCategory AS kind, BilledCost FROM {{table(cost_data_standard_1_3)}} ORDER BY kind, BilledCost',
    org,
  )
const billed = async (org: string) => (await visible(org)).map(({ kind, BilledCost }) => [kind, BilledCost])
/** Queries that were run, dry ones apart. */
const queries = () => server.control.jobs.filter((job) => !JSON.stringify(job).includes('"dryRun":true'))

describe('a month of the table', () => {
  test('is what a folder of its lines is, over several pages of a query that took its time', async () => {
    await serve({ rowsPerPage: 1, polls: 2 })
    await run('table')
    await lab.run({
      org: 'folder',
      credential: folderCredential(await writeTable(`${lab.folder}/folder`, LINES)),
      range: OCTOBER,
      until: 'extract',
    })
    const raw = (org: string) =>
      lab.query(
        `SELECT x_source_record_id, cost, credits_total, labels_json, usage_start_time, export_time
        FROM {{table(cloud_gcp_billing_raw_daily)}} ORDER BY cost`,
        org,
      )
    expect(await raw('table')).toEqual(await raw('folder'))
    expect(await billed('table')).toEqual([
      ['Credit', '-1.000000001'],
      ['Tax', '0.02'],
      ['Usage', '2.64'],
    ])
  })

  test('has amounts and instants as BigQuery writes them to JSON', async () => {
    const written = usage('24', '0', {
      cost: 1.5e-7,
      cost_at_list: 1.5e-7,
      usage_start_time: '2026-10-05T07:00:00Z',
      usage_end_time: '2026-10-05T08:00:00Z',
      export_time: '2026-10-05T12:30:00.123456Z',
      credits: [{ ...credit('DISCOUNT', '0'), amount: -5e-8 }],
    })
    await serve({ lines: arrived('2026-10-05', [written]) })
    await extract('numbers')
    expect(
      await lab.query(
        'SELECT cost, credits_total, usage_start_time, export_time FROM {{table(cloud_gcp_billing_raw_daily)}}',
        'numbers',
      ),
    ).toEqual([
      {
        cost: '0.00000015',
        credits_total: '-0.00000005',
        usage_start_time: '2026-10-05T07:00:00Z',
        export_time: '2026-10-05T12:30:00.123456Z',
      },
    ])
  })

  test('that is unchanged costs a count and nothing else', async () => {
    await serve()
    await extract('unchanged')
    const before = queries().length
    const { steps } = await extract('unchanged')
    expect(steps['extract']).toMatchObject({ rows: 0, output: { loaded: [], missing: [] } })
    expect(queries().length - before).toBe(1)
  })

  test('is replaced when late lines and corrections came, however late they arrived', async () => {
    await serve()
    await extract('late')
    const late = line('adjustment', '-0.5', { export_time: '2026-11-20 01:00:00 UTC' })
    server.control.setLines([...arrived('2026-10-05', LINES), ...arrived('2026-11-20', [late])])
    const { findings } = await extract('late')
    expect(await costs('late')).toEqual(['-0.5', '0.02', '2.64'])
    expect(findings).toMatchObject([{ code: 'closed_period_changed', detail: { change: '-0.5' } }])
  })

  test('is replaced when the table was written anew with as many lines', async () => {
    await serve()
    await extract('restated')
    const anew = [usage('24', '3'), line('tax', '0.03')].map((each) => ({
      ...each,
      export_time: '2026-11-15 01:00:00 UTC',
    }))
    server.control.setLines(arrived('2026-11-15', anew))
    await extract('restated')
    expect(await costs('restated')).toEqual(['0.03', '3'])
  })

  test('is read alone: another month is left as it is and a month without lines is said to be missing', async () => {
    await serve()
    const { steps, findings } = await extract('two', { range: { start: '2026-09-01', end: '2026-11-01' } })
    expect(steps['extract']?.output).toMatchObject({ missing: ['2026-09'] })
    expect(findings).toMatchObject([{ code: 'bill_not_delivered', detail: { period: '2026-09' } }])
    expect(await costs('two')).toEqual(['0.02', '2.64'])
  })

  test('that cannot be read keeps no other month from being loaded', async () => {
    const odd = usage('1', '1', { cost: 'many', invoice: { month: '202609' } })
    await serve({ lines: [...arrived('2026-09-05', [odd]), ...arrived('2026-10-05', LINES)] })
    const { steps, findings } = await extract('half', { range: { start: '2026-09-01', end: '2026-11-01' } })
    expect(await costs('half')).toEqual(['0.02', '2.64'])
    expect(steps['extract']).toMatchObject({
      output: { loaded: [expect.stringContaining('2026-10')], refused: [expect.stringContaining('2026-09')] },
      shortfall: { code: 'invalid_input', message: expect.stringMatching(/^1 of 2 months was refused/) },
    })
    expect(findings).toContainEqual(expect.objectContaining({ code: 'bill_refused', severity: 'error' }))
  })

  test("of one organization is not another one's, though both read the same account", async () => {
    await serve()
    await extract('owner')
    server.control.setLines(arrived('2026-10-05', [line('tax', '7')]))
    await extract('stranger')
    expect(await costs('owner')).toEqual(['0.02', '2.64'])
    expect(await costs('stranger')).toEqual(['7'])
  })

  test('is asked for with bounds, a price limit, labels and parameters', async () => {
    await serve()
    await extract('bounds')
    for (const job of queries())
      expect(job).toMatchObject({
        labels: { application: 'cloudact' },
        query: {
          query: expect.stringMatching(
            /_PARTITIONTIME >= @since AND _PARTITIONTIME < @until AND invoice\.month = @month/,
          ),
          maximumBytesBilled: '107374182400',
          queryParameters: [
            { name: 'since', parameterValue: { value: '2026-09-24 00:00:00+00' } },
            { name: 'until', parameterValue: { value: '2027-01-01 00:00:00+00' } },
            { name: 'month', parameterValue: { value: '202610' } },
          ],
        },
      })
  })
})

describe('what cannot be read leaves what was there, and says what to do', () => {
  const org = 'faulty'
  const LATE = [...arrived('2026-10-05', LINES), ...arrived('2026-10-09', [line('tax', '9')])]
  let before: unknown[]
  beforeAll(async () => {
    await serve()
    await extract(org)
    before = await costs(org)
    await server.close()
  })
  afterEach(async () => expect(await costs(org)).toEqual(before))

  const cases: [string, Partial<BigQuerySimulatorOptions>, string, RegExp][] = [
    ['another table', { table: `${PROJECT}.billing.other` }, 'not_found', /knows no table .*resource_v1/],
    ['no right to the table', { denied: 'table' }, 'credential_rejected', /dataViewer/],
    ['no right to query', { denied: 'query' }, 'credential_rejected', /roles\/bigquery\.jobUser/],
    [
      'a line that arrives in between',
      { arriving: arrived('2026-10-10', [line('tax', '1')]) },
      'provider_unavailable',
      /changed while 2026-10 was read \(3 lines, then 4\)/,
    ],
    ['a copy of the table', { partitionField: 'export_time' }, 'invalid_input', /no view or copy/],
    ['a month too large', { bytes: '107374182401' }, 'quota_exceeded', /larger than one query/],
    ['too many requests', { faults: [{ path: '/jobs', kind: 'rate_limit' }] }, 'rate_limited', /slow down/],
    [
      'a server error',
      { faults: [{ path: '/queries/', kind: 'status', status: 500, after: 1 }] },
      'provider_unavailable',
      /try again/,
    ],
    [
      'a dropped connection',
      { faults: [{ path: '/queries/', kind: 'cut', after: 1 }] },
      'provider_unavailable',
      /try again/,
    ],
    [
      'an answer that ends early',
      { faults: [{ path: '/queries/', kind: 'truncated', after: 1 }] },
      'provider_unavailable',
      /try again/,
    ],
    [
      'a page that repeats',
      { rowsPerPage: 1, faults: [{ path: '/queries/', kind: 'repeated_page', after: 2, times: 9 }] },
      'provider_unavailable',
      /does not make sense/,
    ],
    [
      'a key Google does not know',
      { faults: [{ path: '/tables/', kind: 'status', status: 401 }] },
      'credential_rejected',
      /Create a new JSON key/,
    ],
  ]
  test.each(cases)('%s', async (_what, options, code, message) => {
    await serve({ lines: LATE, ...options })
    expect(await refused(org)).toMatchObject({ code, message: expect.stringMatching(message) })
  })

  test.each([
    ['quotaExceeded', 403, 'quota_exceeded'],
    ['rateLimitExceeded', 403, 'rate_limited'],
    ['bytesBilledLimitExceeded', 400, 'quota_exceeded'],
    ['responseTooLarge', 403, 'quota_exceeded'],
    ['invalidQuery', 400, 'invalid_input'],
  ])('%s', async (reason, status, code) => {
    await serve({ lines: LATE })
    server.control.refuseQuery(status, reason)
    expect(await refused(org)).toMatchObject({ code })
  })

  test('a name that is no table, a key that is none: nothing is asked', async () => {
    await serve()
    for (const name of ['a.b.c`; DROP TABLE x', 'table', '`a`.b'])
      expect(await refused(org, { credential: credential({ billing_export_table: name }) })).toMatchObject({
        code: 'invalid_input',
      })
    const broken = keyFile({ private_key: 'PRIVATE KEY of words' })
    const error = await refused(org, { credential: credential({}, broken) })
    expect(error).toMatchObject({ code: 'credential_rejected', cause: undefined })
    expect(server.control.requests).toEqual([])
  })

  test('a step that is cancelled ends its query', async () => {
    await serve({ lines: LATE, polls: Infinity })
    const controller = new AbortController()
    const reason = new Error('the run was cancelled')
    const running = refused(org, { signal: controller.signal })
    await expect.poll(() => server.control.requests.some(({ path }) => path.includes('/queries/'))).toBe(true)
    controller.abort(reason)
    expect(await running).toBe(reason)
    expect(server.control.cancelled).toHaveLength(1)
  })
})
