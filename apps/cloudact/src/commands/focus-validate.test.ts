import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ConformanceReport } from '@cloudact/conformance/report'
import { BASE_ROW } from '@cloudact/conformance/testing/base-row'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readSettings, type Settings } from '../env.ts'
import { command } from './focus-validate.ts'

let folder: string
let settings: Settings
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cloudact-validate-'))
  settings = readSettings({ CLOUDACT_DATA_DIR: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

function jsonl(name: string, rows: readonly object[]): string {
  const file = path.join(folder, name)
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
  return file
}

async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  const code = await command.run(args, settings)
  return { code, printed: log.mock.calls.map(([line]) => String(line)) }
}

describe('focus validate', () => {
  it('ends with 0 for a file that conforms and says what was asked', async () => {
    const { code, printed } = await run(jsonl('good.jsonl', [BASE_ROW]), '--criteria', 'all')
    expect(code).toBe(0)
    expect(printed).toEqual([
      expect.stringMatching(
        /^1 rows of CostAndUsage against FOCUS 1\.3: \d{3} rules pass, 0 fail, \d+ do not apply, \d{3} cannot be asked of data\.$/,
      ),
      'No rule that binds is broken.',
    ])
  })

  it('ends with 1 for one that does not and lists the rules with the rows that break them', async () => {
    const file = jsonl('bad.jsonl', [BASE_ROW, { ...BASE_ROW, BillingCurrency: 'dollars' }])
    const { code, printed } = await run(file)
    expect(code).toBe(1)
    const at = printed.findIndex((line) => line.startsWith('CAU-BillingCurrency-C-006-M'))
    expect(printed[at]).toMatch(/must +fail +1 +BillingCurrency is an ISO 4217 currency code$/)
    expect(printed[at + 1]).toBe('  row 2: BillingCurrency = "dollars"')
    expect(printed.at(-1)).toBe('Rules that bind are broken.')
  })

  it('prints the whole report as JSON when asked', async () => {
    const { printed } = await run(jsonl('good.jsonl', [BASE_ROW]), '--json', '--examples', '0')
    const report: ConformanceReport = JSON.parse(printed.join('\n'))
    expect(report).toMatchObject({ version: '1.3', dataset: 'CostAndUsage', rows: 1, conforms: true })
    expect(report.results).toHaveLength(837)
  })

  it('lists every rule when asked, with the reason why one is not asked as published', async () => {
    const { printed } = await run(jsonl('good.jsonl', [BASE_ROW]), '--all')
    expect(
      printed.filter((line) => /^(CAU|[A-Z][A-Za-z]+-A)-/.test(line) || /^\w+-A-\d/.test(line)),
    ).toHaveLength(837)
    expect(printed.join('\n')).toContain(
      'The published rule is not asked as it stands: The model lists Active',
    )
  })

  it.each([
    [[], 'Name a file, or an organization with --org.'],
    [['a.csv', '--org', 'acme'], 'Name a file, or an organization with --org.'],
    [['a.csv', '--dataset', 'Invoices'], '"Invoices" is no dataset of FOCUS 1.3.'],
    [
      ['a.csv', '--criteria', 'REGIONS'],
      '"REGIONS" is no criterion of FOCUS 1.3. Give present, all, or some of',
    ],
    [['a.csv', '--examples', 'many'], '--examples takes a number from 0 to 100'],
    [['nowhere.csv'], 'The file "nowhere.csv" cannot be opened.'],
    [['--org', 'acme'], 'No root key'],
  ])('refuses %j with what to do', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message)
  })
})
