import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab, type LabRun } from './testing/bill-lab.ts'
import { covered, line, usage } from './testing/export-lines.ts'
import { store, writeExport, type ExportLine, type ExportOptions } from './testing/write-export.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const RESERVED = line('Purchase', '74.4', {
  PricingModel: 'Reservation',
  benefitId: '/order',
  Frequency: 'Recurring',
})
const PLACE = '-daily/20261001-20261031'

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

type Month = Partial<ExportOptions> & { readonly lines: readonly ExportLine[] }

async function deliver(name: string, actual: Month, amortized: Month | null = null): Promise<string> {
  const folder = join(lab.folder, name)
  await writeExport(folder, { kind: 'actual', period: OCTOBER.start, ...actual })
  if (amortized) await writeExport(folder, { kind: 'amortized', period: OCTOBER.start, ...amortized })
  return folder
}

const run = (org: string, folder: string, over: Partial<LabRun> = {}) =>
  lab.run({ org, credential: folderCredential(folder), range: OCTOBER, ...over })

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  )

/** What is read and what people see, in one line each. */
const held = async (org: string) => [
  ...(await lab.query(
    'SELECT COUNT(*) AS n, MIN(delivery_id) AS delivery, {{sum(cost_in_billing_currency)}} AS billed FROM {{table(cloud_azure_billing_raw_daily)}}',
    org,
  )),
  ...(await lab.query(
    'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed, {{sum(EffectiveCost)}} AS effective FROM {{table(cost_data_standard_1_3)}}',
    org,
  )),
]

describe('a month delivered again', () => {
  test('is left alone when it is the same, and replaced as a whole when it is restated', async () => {
    const folder = await deliver(
      'again',
      { lines: [usage('1', '2', '2'), RESERVED] },
      { lines: [usage('1', '2', '2'), covered('1', '0.08', 'Reservation')] },
    )
    expect((await run('again', folder)).steps['extract']?.output).toMatchObject({ loaded: ['2026-10'] })
    const first = await held('again')
    expect(first).toEqual([
      { n: 2, delivery: 'run-1', billed: '76.4' },
      { n: 3, billed: '76.4', effective: '2.08' },
    ])
    expect((await run('again', folder)).steps['extract']?.output).toMatchObject({
      loaded: [],
      unchanged: ['2026-10'],
    })
    expect(await held('again')).toEqual(first)

    const later = { runId: 'run-2', submittedTime: '2026-10-02T06:00:00Z' }
    await deliver(
      'again',
      { lines: [usage('1', '3', '3')], ...later },
      { lines: [usage('1', '3', '3')], ...later },
    )
    const restated = await run('again', folder)
    expect(restated.findings).toMatchObject([
      { code: 'closed_period_changed', detail: { period: '2026-10', currency: 'USD', change: '-73.4' } },
    ])
    expect(await held('again')).toEqual([
      { n: 1, delivery: 'run-2', billed: '3' },
      { n: 1, billed: '3', effective: '3' },
    ])
  })

  test('by a run that is older than the newest does not count', async () => {
    const folder = await deliver('older', {
      lines: [usage('1', '5', '5')],
      runId: 'new',
      submittedTime: '2026-10-09T06:00:00Z',
    })
    await deliver('older', {
      lines: [usage('1', '4', '4')],
      runId: 'old',
      submittedTime: '2026-10-08T06:00:00Z',
    })
    await run('older', folder)
    expect(await held('older')).toMatchObject([{ delivery: 'new', billed: '5' }, { billed: '5' }])
  })

  test('is open while it runs, provisional until the 10th and final from then on', async () => {
    const folder = await deliver('settling', { lines: [usage('1', '5', '5')] })
    const status = async (startedAt: string) => {
      await run('settling', folder, { startedAt })
      const rows = await lab.query(
        'SELECT DISTINCT x_billing_status AS status FROM {{table(cost_data_standard_1_3)}}',
        'settling',
      )
      return rows.map((row) => row['status'])
    }
    expect(await status('2026-10-31T23:00:00.000Z')).toEqual(['open'])
    expect(await status('2026-11-09T23:00:00.000Z')).toEqual(['provisional'])
    expect(await status('2026-11-10T00:00:00.000Z')).toEqual(['final'])
  })

  test('in several files is one month', async () => {
    const lines = [1, 2, 3, 4, 5].map((n) => usage(`${n}`, '1', `${n}`))
    const folder = await deliver('parts', { lines, parts: 3 })
    await run('parts', folder)
    expect(await held('parts')).toMatchObject([
      { n: 5, billed: '15' },
      { n: 5, billed: '15' },
    ])
  })

  test('loses its amortized export and keeps what is billed', async () => {
    const folder = await deliver(
      'halved',
      { lines: [usage('1', '2', '2'), RESERVED] },
      { lines: [usage('1', '2', '2'), covered('1', '0.08', 'Reservation')] },
    )
    await run('halved', folder)
    await rm(join(folder, 'amortized-daily'), { recursive: true })
    const { findings } = await run('halved', folder)
    expect(findings).toMatchObject([
      {
        code: 'amortized_export_missing',
        severity: 'warning',
        detail: { charges: 1, fees: '74.4', currency: 'USD' },
      },
      { code: 'closed_period_changed', detail: { change: '0' } },
    ])
    expect(await held('halved')).toMatchObject([
      { n: 2, billed: '76.4' },
      { n: 2, billed: '76.4', effective: '2' },
    ])
  })
})

describe('the pair of exports', () => {
  test('may differ by an hour while the month runs: the actual one counts and the run says so', async () => {
    const folder = await deliver(
      'hours',
      { lines: [usage('2', '1', '2')] },
      { lines: [usage('3', '1', '3')] },
    )
    const { findings } = await run('hours', folder, { startedAt: '2026-10-20T06:00:00.000Z' })
    expect(findings).toMatchObject([
      { code: 'exports_disagree', detail: { actual: '2', amortized: '3', currency: 'USD' } },
    ])
    expect(await held('hours')).toMatchObject([{ billed: '2' }, { billed: '2', effective: '2' }])
  })

  test('must cover one scope', async () => {
    const folder = await deliver(
      'scopes',
      { lines: [usage('1', '1', '1')] },
      { lines: [usage('1', '1', '1')], scope: '/subscriptions/other' },
    )
    expect(await failure(run('scopes', folder))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /actual export covers .*8611537, the amortized one \/subscriptions\/other/,
      ),
    })
  })

  test('without the actual one bills nothing', async () => {
    const folder = join(lab.folder, 'amortized-alone')
    await writeExport(folder, { kind: 'amortized', lines: [usage('1', '1', '1')], period: OCTOBER.start })
    expect(await failure(run('alone', folder))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('amortized export for 2026-10 and no actual one'),
    })
  })

  test('is refused when two exports state the same costs', async () => {
    const folder = await deliver('twofold', { lines: [usage('1', '1', '1')] })
    await cp(join(folder, 'actual-daily'), join(folder, 'actual-copy'), { recursive: true })
    expect(await failure(run('twofold', folder))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /two exports of actual cost in the import folder \(actual-(copy|daily), actual-(copy|daily)\)/,
      ),
    })
  })

  test('is read from the folder of one export as well', async () => {
    const folder = await deliver('own-folder', { lines: [usage('1', '7', '7')] })
    await run('own_folder', join(folder, 'actual-daily'))
    expect(await held('own_folder')).toMatchObject([{ billed: '7' }, { billed: '7' }])
  })
})

describe('a faulty delivery leaves the month as it was', () => {
  const good = { lines: [usage('1', '2', '2'), usage('1', '3', '3')] }
  const next = { runId: 'run-2', submittedTime: '2026-10-02T06:00:00Z' }
  const withCell = (name: string, value: string) => ({
    lines: [...good.lines, usage('1', '1', '1', { [name]: value })],
  })
  const faults: [string, Month, RegExp][] = [
    [
      'a truncated gzip',
      { ...good, editBytes: (bytes) => bytes.subarray(0, bytes.length - 12) },
      /part_0\.csv\.gz" of the Azure actual export for 2026-10 cannot be used: it is cut off/,
    ],
    [
      'a missing part',
      { ...good, parts: 2, editBytes: (bytes, part) => (part === 1 ? null : bytes) },
      /Part 2 of 2 of the Azure actual export for 2026-10 is missing/,
    ],
    [
      'a file shorter than the manifest says',
      { ...good, compression: 'csv', editBytes: (bytes) => bytes.subarray(0, bytes.length - 300) },
      /has \d+ of the \d+ bytes it should have/,
    ],
    [
      'a column twice',
      { ...good, editText: (text) => text.replace('SubscriptionName', 'SubscriptionId') },
      /has the column "SubscriptionId" twice/,
    ],
    [
      'one meaning under two names',
      { ...good, editText: (text) => text.replace('PlanName', 'subscription id') },
      /"SubscriptionId", "subscription id", which mean the same/,
    ],
    [
      'other columns in a later part',
      { ...good, parts: 2, editText: (text, part) => (part === 1 ? text.replace('PlanName', 'Plan') : text) },
      /part_1\.csv\.gz" of the Azure export has other columns/,
    ],
    [
      'no column of cost',
      { ...good, editText: (text) => text.replace(',Cost,', ',Amount,') },
      /no column CostInBillingCurrency or Cost or PreTaxCost\. Unknown columns there: "Amount"/,
    ],
    ['an empty part', { ...good, editText: () => '' }, /is empty: it has no header line/],
    ['no cost on a line', withCell('Cost', 'NULL'), /part_0\.csv\.gz:4 Cost: is empty/],
    ['a word for a number', withCell('Quantity', '12 GB'), /part_0\.csv\.gz:4 Quantity: .*12 GB/],
    [
      'a comma that can mean two numbers',
      { lines: [usage('1', '2', '2'), usage('1', '1234', '1,234')] },
      /"1,234" can mean two numbers/,
    ],
    [
      'decimal commas beside decimal points',
      { lines: [usage('1', '2.5', '2.5'), usage('1', '1', '1,5')] },
      /"1,5" has a decimal comma and "2.5" a decimal point/,
    ],
    [
      'a day before a month',
      withCell('Date', '31/10/2026'),
      /Date: "31\/10\/2026" is not a date as YYYY-MM-DD or MM\/DD\/YYYY/,
    ],
    [
      'a line with a field too many',
      { ...good, editText: (text) => text.replace(/\r\n$/, ',x\r\n') },
      /part_0\.csv\.gz:3: has 51 fields instead of 50/,
    ],
  ]
  const org = 'faulty'
  let folder: string
  let before: unknown
  beforeAll(async () => {
    folder = await deliver(org, good)
    await run(org, folder)
    before = await held(org)
    expect(before).toMatchObject([
      { n: 2, billed: '5' },
      { n: 2, billed: '5' },
    ])
  })

  test.each(faults)('%s', async (_what, month, message) => {
    await rm(join(folder, `actual${PLACE}`, 'run-2'), { recursive: true, force: true })
    await deliver(org, { ...month, ...next })
    const error = await failure(run(org, folder))
    expect(error).toMatchObject({ message: expect.stringMatching(message) })
    expect(error).toMatchObject({ code: expect.stringMatching(/^(invalid_input|provider_unavailable)$/) })
    expect(await held(org)).toEqual(before)
  })

  test.each([
    ['half written', '{"exportConfig": {"type":', /not valid JSON/],
    ['of something else', '{"assemblyId": "a"}', /is not one \(exportConfig, runInfo, blobs\)/],
    ['that names no files', manifest([]), /names no data files/],
    ['that names two formats', manifest(['a.csv', 'b.parquet']), /both Parquet and CSV/],
    ['of another month', manifest(['a.csv'], '2026-09-01'), /found for 2026-10 says it begins 2026-09-01/],
    [
      'that names a file elsewhere',
      manifest(['../../../../../../../../../../etc/passwd']),
      /outside its folder|is missing/,
    ],
  ])('a manifest %s', async (_what, text, message) => {
    await rm(join(folder, `actual${PLACE}`, 'run-2'), { recursive: true, force: true })
    await store(join(folder, `actual${PLACE}`, 'run-2', 'manifest.json'), text)
    expect(await failure(run(org, folder))).toMatchObject({ message: expect.stringMatching(message) })
    expect(await held(org)).toEqual(before)
  })
})

test('a broken month keeps no other from being read', async () => {
  const folder = await deliver('two_months', { lines: [usage('1', '2', '2')], editText: () => '' })
  const november = { period: '2026-11-01', runId: 'run-11', submittedTime: '2026-11-20T06:00:00Z' }
  await deliver('two_months', { ...november, lines: [usage('1', '3', '3', { Date: '11/02/2026' })] })
  const range = { start: '2026-10-01', end: '2026-12-01' }
  const { steps, findings } = await run('two_months', folder, { range })
  expect(steps['extract']).toMatchObject({
    output: { loaded: ['2026-11'], refused: ['2026-10'] },
    shortfall: { code: 'invalid_input', message: expect.stringMatching(/2026-10: .*no header line/) },
  })
  expect(findings).toContainEqual(expect.objectContaining({ code: 'bill_refused' }))
  expect(await held('two_months')).toMatchObject([{ billed: '3' }, { billed: '3' }])
})

function manifest(files: readonly string[], startDate = '2026-10-01'): string {
  return JSON.stringify({
    exportConfig: {
      type: 'ActualCost',
      resourceId: '/subscriptions/s/providers/Microsoft.CostManagement/exports/e',
    },
    runInfo: { runId: 'run-2', submittedTime: '2026-12-02T06:00:00Z', startDate },
    blobs: files.map((blobName) => ({ blobName })),
  })
}

describe('what is unusual is read and said', () => {
  test('a column nobody knows, and a unit of measure', async () => {
    const folder = await deliver('unknown', {
      lines: [usage('1', '2', '2', { Brandnew: 'x', UnitOfMeasure: '1 Flux' })],
    })
    const { findings } = await run('unknown', folder)
    expect(findings).toMatchObject([
      { code: 'unknown_export_columns', severity: 'warning', detail: { columns: ['Brandnew'] } },
      { code: 'unknown_unit_of_measure', severity: 'warning', detail: { units: ['1 Flux'] } },
    ])
    const rows = await lab.query(
      'SELECT PricingUnit, ConsumedUnit FROM {{table(cost_data_standard_1_3)}}',
      'unknown',
    )
    expect(rows).toEqual([{ PricingUnit: '1 Flux', ConsumedUnit: '1 Flux' }])
  })

  test('the word NULL is an absent value', async () => {
    const cells = {
      InvoiceSection: 'NULL',
      AvailabilityZone: 'NULL',
      PayGPrice: 'NULL',
      Tags: 'NULL',
      PlanName: 'NULL',
    }
    const folder = await deliver('nulls', { lines: [usage('1', '2', '2', cells)] })
    await run('nulls', folder)
    const rows = await lab.query(
      'SELECT x_invoice_section_name, AvailabilityZone, ListUnitPrice, Tags FROM {{table(cost_data_standard_1_3)}}',
      'nulls',
    )
    expect(rows).toEqual([
      { x_invoice_section_name: null, AvailabilityZone: null, ListUnitPrice: '2', Tags: null },
    ])
  })

  test('commas between thousands', async () => {
    const lines = [
      usage('1', '0.125', '0.125'),
      usage('1', '1234567.5', '1,234,567.5', { UnitPrice: '1,234,567.5' }),
    ]
    const folder = await deliver('thousands', { lines })
    await run('thousands', folder)
    expect(await held('thousands')).toMatchObject([{ billed: '1234567.625' }, { billed: '1234567.625' }])
  })

  test('a month that was not exported', async () => {
    const folder = await deliver('gap', { lines: [usage('1', '2', '2')] })
    const { steps, findings } = await run('gap', folder, {
      range: { start: '2026-09-01', end: '2026-11-01' },
    })
    expect(steps['extract']?.output).toMatchObject({ loaded: ['2026-10'], missing: ['2026-09'] })
    expect(findings).toMatchObject([{ code: 'bill_not_delivered', severity: 'warning' }])
    expect(
      await failure(run('gap', folder, { range: { start: '2026-08-01', end: '2026-09-01' } })),
    ).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('a folder per month such as 20261001-20261031'),
    })
  })
})

describe('whose month it is', () => {
  test('a second integration of the same scope is refused', async () => {
    const folder = await deliver('owner', { lines: [usage('1', '2', '2')] })
    await run('owner', folder)
    const second = await deliver('second', { lines: [usage('1', '9', '9')] })
    expect(
      await failure(run('owner', second, { credential: folderCredential(second, {}, 'cred-2') })),
    ).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already comes from another integration'),
    })
    expect(await held('owner')).toMatchObject([{ billed: '2' }, { billed: '2' }])
  })

  test('two scopes of one organization, and two organizations, keep apart', async () => {
    const one = await deliver('scope-one', { lines: [usage('1', '2', '2')], scope: '/subscriptions/one' })
    const two = await deliver('scope-two', { lines: [usage('1', '3', '3')], scope: '/subscriptions/two' })
    await run('tenant_a', one)
    await run('tenant_a', two, { credential: folderCredential(two, {}, 'cred-2') })
    await run('tenant_b', two)
    const byScope = (org: string) =>
      lab.query(
        'SELECT x_cloud_account_id AS scope, x_org_slug AS org, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}} GROUP BY x_cloud_account_id, x_org_slug ORDER BY scope',
        org,
      )
    expect(await byScope('tenant_a')).toEqual([
      { scope: '/subscriptions/one', org: 'tenant_a', billed: '2' },
      { scope: '/subscriptions/two', org: 'tenant_a', billed: '3' },
    ])
    expect(await byScope('tenant_b')).toEqual([{ scope: '/subscriptions/two', org: 'tenant_b', billed: '3' }])
  })
})
