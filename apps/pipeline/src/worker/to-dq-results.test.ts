import { parseOrgSlug } from '@cloudact/core/org-slug'
import { describe, expect, it } from 'vitest'
import { toDqResults } from './to-dq-results.ts'

const org = parseOrgSlug('acme')
const unpriced = {
  code: 'unpriced',
  severity: 'warning',
  message: 'No price for gpt-x.',
  table: 'genai_payg_costs_daily',
} as const

describe('toDqResults', () => {
  it('keeps one result per table and code with what failed', () => {
    const results = toDqResults(org, 'run_1', [
      unpriced,
      { ...unpriced, message: 'No price for gpt-y.' },
      { code: 'note', severity: 'info', message: 'Fine.' },
    ])

    expect(results).toMatchObject([
      {
        dqConfigId: 'unpriced',
        targetTable: 'genai_payg_costs_daily',
        failed: 2,
        passed: 0,
        status: 'WARNING',
      },
      {
        dqConfigId: 'note',
        targetTable: 'run',
        failed: 0,
        passed: 1,
        status: 'PASS',
        failedExpectations: [],
      },
    ])
  })

  it('fails when one of the findings is an error', () => {
    expect(toDqResults(org, 'run_1', [unpriced, { ...unpriced, severity: 'error' }])[0]).toMatchObject({
      status: 'FAIL',
    })
  })
})
