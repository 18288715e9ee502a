import { cp, mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { usage } from './testing/bill-lines.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { writeBill, type BillLine, type BillOptions } from './testing/write-bill.ts'

const range = { start: '2026-10-01', end: '2026-11-01' }
const lines = [usage('1', '0.1', '0.1'), usage('2', '0.1', '0.2')]

let lab: BillLab
let folder: string
let folders = 0
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())
beforeEach(() => {
  folders += 1
  folder = join(lab.folder, `report-${folders}`)
})

/** An organization of its own per test, so that a run converts only what the test delivered. */
const org = () => `org_${folders}`
const payer = () => String(900_000_000_000 + folders)
const credential = (metadata = {}) => folderCredential(folder, metadata, `cred-${folders}`)
const deliver = (options: Partial<BillOptions> & { lines?: readonly BillLine[] } = {}) =>
  writeBill(folder, {
    period: range.start,
    payer: payer(),
    ...options,
    lines: (options.lines ?? lines).map((line) => ({ ...line, 'bill/PayerAccountId': payer() })),
  })
const run = (startedAt = '2026-11-21T06:00:00.000Z', signal?: AbortSignal) =>
  lab.run({ org: org(), credential: credential(), range, startedAt, signal })
const billed = async () => {
  const [row] = await lab.query(
    'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}} WHERE x_credential_id = @id',
    { id: `cred-${folders}` },
    org(),
  )
  return [row?.['n'], row?.['billed']]
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  )

describe('a restated month', () => {
  test('a new assembly replaces the month and nothing is doubled', async () => {
    await deliver()
    await run()
    expect(await billed()).toEqual([2, '0.3'])
    await deliver({ assemblyId: 'assembly-2', lines: [usage('5', '0.1', '0.5')] })
    const again = await run()
    expect(again.steps['extract']?.output).toMatchObject({ loaded: ['2026-10'] })
    expect(await billed()).toEqual([1, '0.5'])
  })

  test('becomes final after 14 unchanged days with an invoice; a later change is raised with its amount', async () => {
    await deliver()
    await run('2026-11-02T06:00:00.000Z')
    expect(await status()).toEqual(['provisional'])
    await run('2026-11-15T06:00:00.000Z')
    expect(await status()).toEqual(['provisional'])
    await run('2026-11-16T06:00:00.000Z')
    expect(await status()).toEqual(['final'])
    const quiet = await run('2026-11-17T06:00:00.000Z')
    expect(quiet.steps['extract']?.output).toMatchObject({ unchanged: ['2026-10'] })

    await deliver({ assemblyId: 'assembly-2', lines: [...lines, usage('-1', '0.1', '-0.1')] })
    const changed = await run('2026-11-20T06:00:00.000Z')
    expect(changed.findings).toContainEqual(
      expect.objectContaining({
        code: 'closed_period_changed',
        detail: expect.objectContaining({ change: '-0.1', currency: 'USD' }),
      }),
    )
    expect(await status()).toEqual(['provisional'])
  })

  async function status() {
    const rows = await lab.query(
      'SELECT DISTINCT x_billing_status AS status FROM {{table(cost_data_standard_1_3)}} WHERE x_credential_id = @id',
      { id: `cred-${folders}` },
      org(),
    )
    return rows.map((row) => row['status'])
  }
})

describe('a delivery that is not whole leaves the month as it was', () => {
  /** One good month for all of them: none may change it. */
  const GOOD = 500
  let delivered = false
  beforeEach(async () => {
    folders = GOOD
    folder = join(lab.folder, `report-${GOOD}`)
    if (delivered) return
    delivered = true
    await deliver()
    await run()
  })

  test.each<[string, Partial<BillOptions>, string, RegExp]>([
    [
      'a missing part',
      { parts: 2, editBytes: (bytes, part) => (part === 1 ? null : bytes) },
      'provider_unavailable',
      /Part 2 of 2 .* is missing/,
    ],
    [
      'a truncated gzip',
      { editBytes: (bytes) => bytes.subarray(0, bytes.length - 20) },
      'invalid_input',
      /cut off or damaged/,
    ],
    [
      'a truncated zip',
      { compression: 'zip', editBytes: (bytes) => bytes.subarray(0, bytes.length - 30) },
      'invalid_input',
      /ZIP file/,
    ],
    [
      'a number with commas',
      { editText: (text) => text.replace(',0.2,', ',"1,234.5",') },
      'invalid_input',
      /csv\.gz:3 lineItem\/UnblendedCost: "1,234\.5" is not a decimal number/,
    ],
    [
      'a line with too few fields',
      { compression: 'csv', editText: (text) => `${text}a,b\n` },
      'invalid_input',
      /has 2 fields instead of/,
    ],
    [
      'a column twice',
      { editText: (text) => text.replace('lineItem/ResourceId', 'lineItem/UsageType') },
      'invalid_input',
      /column "lineItem\/UsageType" twice/,
    ],
    [
      'parts with different columns',
      {
        parts: 2,
        editText: (text, part) => (part === 1 ? text.replace('lineItem/ResourceId', 'lineItem/Other') : text),
      },
      'invalid_input',
      /other columns than the first part/,
    ],
    ['an empty file', { compression: 'csv', editText: () => '' }, 'invalid_input', /no header line/],
    [
      'a missing column',
      { editText: (text) => text.replace('lineItem/UnblendedCost', 'lineItem/Other') },
      'invalid_input',
      /lacks lineItem\/UnblendedCost/,
    ],
  ])('%s', async (_, options, code, message) => {
    await deliver({ assemblyId: 'assembly-2', ...options })
    const error = await failure(run())
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(await billed()).toEqual([2, '0.3'])
  })

  test('a cancelled run', async () => {
    await deliver({ assemblyId: 'assembly-2', lines: [usage('5', '0.1', '0.5')] })
    const error = await failure(
      run('2026-11-21T06:00:00.000Z', AbortSignal.abort(new AppError('cancelled', 'The run was cancelled.'))),
    )
    expect(error).toMatchObject({ code: 'cancelled' })
    expect(await billed()).toEqual([2, '0.3'])
  })
})

describe('a broken delivery keeps no other month from being read', () => {
  const both = { start: '2026-09-01', end: '2026-11-01' }
  const runBoth = () => lab.run({ org: org(), credential: credential(), range: both })
  const september = (options: Partial<BillOptions>) => deliver({ period: both.start, ...options })

  test('the other month is read and converted, and the step says which was refused', async () => {
    await september({ lines: [usage('9', '0.1', '0.9')] })
    await deliver()
    await runBoth()
    await september({ assemblyId: 'assembly-2', editBytes: (bytes) => bytes.subarray(0, bytes.length - 20) })
    await deliver({ assemblyId: 'assembly-2', lines: [usage('5', '0.1', '0.5')] })
    const { steps, findings } = await runBoth()
    expect(steps['extract']).toMatchObject({
      rows: 1,
      output: { loaded: ['2026-10'], refused: ['2026-09'] },
      shortfall: {
        code: 'invalid_input',
        message: expect.stringMatching(
          /^1 of 2 months was refused and stays as before\. The other one is read\. 2026-09: .*cut off or damaged/,
        ),
      },
    })
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'bill_refused', severity: 'error', detail: { period: '2026-09' } }),
    )
    expect(await billed()).toEqual([2, '1.4'])
  })

  test('a part that is missing is worth another attempt', async () => {
    await september({ parts: 2, editBytes: (bytes, part) => (part === 1 ? null : bytes) })
    await deliver()
    const { steps } = await runBoth()
    expect(steps['extract']?.shortfall).toMatchObject({ code: 'provider_unavailable' })
    expect(await billed()).toEqual([2, '0.3'])
  })

  test('two broken ones are one error with both', async () => {
    await september({ editText: () => '', compression: 'csv' })
    await deliver({ editText: () => '', compression: 'csv' })
    expect(await failure(runBoth())).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /^2 of 2 months were refused and stay as before\. 2026-09: .* 2026-10: /,
      ),
    })
  })
})

test('literal NULL, empty cells, quotes, a byte order mark and unknown columns are read', async () => {
  await deliver({
    compression: 'zip',
    lines: [
      {
        ...lines[0],
        'lineItem/ResourceId': 'NULL',
        'lineItem/LineItemDescription': 'a "quoted", text',
        'future/Column': 'x',
      },
    ],
    editText: (text) => `\uFEFF${text}`,
  })
  await run()
  const rows = await lab.query(
    'SELECT ResourceId, ChargeDescription FROM {{table(cost_data_standard_1_3)}} WHERE x_credential_id = @id',
    { id: `cred-${folders}` },
    org(),
  )
  expect(rows).toEqual([{ ResourceId: null, ChargeDescription: 'a "quoted", text' }])
})

test('a second integration for the same payer and month is refused', async () => {
  await deliver()
  await run()
  const second = lab.run({ org: org(), credential: folderCredential(folder, {}, 'another'), range })
  expect(await failure(second)).toMatchObject({ code: 'conflict', message: expect.stringContaining(payer()) })
})

test('a month without a manifest fails when nothing was ever found, and is only noted beside found ones', async () => {
  expect(await failure(run())).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('folder'),
  })
  await mkdir(folder, { recursive: true })
  expect(await failure(run())).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('2026-10'),
  })
  await deliver()
  const result = await lab.run({
    org: org(),
    credential: credential(),
    range: { start: '2026-09-01', end: '2026-12-01' },
  })
  expect(result.steps['extract']?.output).toMatchObject({
    loaded: ['2026-10'],
    missing: ['2026-09', '2026-11'],
  })
  expect(
    result.findings.filter(({ code }) => code === 'bill_not_delivered').map(({ severity }) => severity),
  ).toEqual(['warning', 'info'])
})

test('the folder above the export is enough while it holds one export', async () => {
  await deliver()
  const above = join(lab.folder, `above-${folders}`)
  await cp(folder, join(above, `report-${folders}`), { recursive: true })
  const found = await lab.run({ org: org(), credential: folderCredential(above), range })
  expect(found.steps['extract']?.rows).toBe(2)
  await cp(folder, join(above, 'other'), { recursive: true })
  await rename(
    join(above, 'other/20261001-20261101', `report-${folders}-Manifest.json`),
    join(above, 'other/20261001-20261101/other-Manifest.json'),
  )
  expect(await failure(lab.run({ org: org(), credential: folderCredential(above), range }))).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('2 exports'),
  })
})

test('a manifest cannot name files outside the folder, by path or by link', async () => {
  await deliver()
  const manifest = (key: string) =>
    JSON.stringify({
      assemblyId: 'x',
      billingPeriod: { start: '20261001T000000.000Z', end: '20261101T000000.000Z' },
      reportKeys: [key],
    })
  const path = join(folder, '20261001-20261101', `report-${folders}-Manifest.json`)
  await writeFile(join(lab.folder, 'secret.csv'), 'a,b\n1,2\n')
  await writeFile(path, manifest('../secret.csv'))
  expect(await failure(run())).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('outside its folder'),
  })
  await mkdir(folder, { recursive: true })
  await symlink(join(lab.folder, 'secret.csv'), join(folder, 'link.csv'))
  await writeFile(path, manifest('link.csv'))
  expect(await failure(run())).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('outside its folder'),
  })
})

test('a manifest of another month or of no known kind is refused', async () => {
  await deliver()
  const path = join(folder, '20261001-20261101', `report-${folders}-Manifest.json`)
  await writeFile(
    path,
    JSON.stringify({
      assemblyId: 'x',
      billingPeriod: { start: '20260901T000000.000Z', end: '20261001T000000.000Z' },
      reportKeys: ['a.csv'],
    }),
  )
  expect(await failure(run())).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('covers 2026-09'),
  })
  await writeFile(path, '{"assembly')
  expect(await failure(run())).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('not valid JSON'),
  })
})
