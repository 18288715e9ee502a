import { join } from 'node:path'
import { writeSampleCur } from '@cloudact/simulators/aws/write-sample-cur'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

test('a sample bill of three months converts and reconciles', async () => {
  const folder = join(lab.folder, 'bucket')
  const sample = await writeSampleCur(
    { folder },
    { months: 3, seed: 7, now: Date.parse('2026-11-21T10:00:00Z') },
  )
  const result = await lab.run({
    credential: folderCredential(join(folder, sample.prefix)),
    range: { start: '2026-09-01', end: '2026-11-21' },
  })
  console.log(JSON.stringify(result.steps, null, 1), result.findings)
  expect(result.steps['extract']?.rows).toBe(sample.months.reduce((sum, { lines }) => sum + lines.length, 0))
})
