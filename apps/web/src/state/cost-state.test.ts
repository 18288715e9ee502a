import { createLoader, createSerializer } from 'nuqs/server'
import { describe, expect, it } from 'vitest'
import { costState } from './cost-state.ts'
import { overviewState } from './overview-state.ts'
import { presetOf, presetRange } from './range-preset.ts'

const loadCosts = createLoader(costState)
const writeCosts = createSerializer(costState)
const loadOverview = createLoader(overviewState)

describe('cost table state', () => {
  it('survives a round trip through the address', () => {
    const state = {
      start: '2026-11-01',
      end: '2026-11-22',
      group: 'rows' as const,
      providers: ['AWS', 'Amazon, Inc'],
      sort: 'BilledCost',
      page: 3,
    }
    expect(loadCosts(writeCosts('', state))).toMatchObject(state)
  })

  it('ignores what it does not understand', () => {
    const state = loadCosts('?start=2026-02-30&end=yesterday&group=moon&page=-1&order=up')
    expect(state).toMatchObject({ start: null, end: null, group: 'service', page: 1, order: 'desc' })
  })
})

describe('overview state', () => {
  it('starts with effective cost, without tax, with credits', () => {
    expect(loadOverview('')).toEqual({ metric: 'effective', tax: false, credits: true })
  })

  it('reads the toggle from the address', () => {
    expect(loadOverview('?metric=billed&tax=true&credits=false')).toEqual({
      metric: 'billed',
      tax: true,
      credits: false,
    })
  })
})

describe('range presets', () => {
  it('are half-open and include today', () => {
    expect(presetRange('mtd', '2026-11-21')).toEqual({ start: '2026-11-01', end: '2026-11-22' })
    expect(presetRange('last_month', '2026-03-31')).toEqual({ start: '2026-02-01', end: '2026-03-01' })
    expect(presetRange('7d', '2026-11-21')).toEqual({ start: '2026-11-15', end: '2026-11-22' })
  })

  it('recognise themselves', () => {
    expect(presetOf({ start: '2026-11-01', end: '2026-11-22' }, '2026-11-21')).toBe('mtd')
    expect(presetOf({ start: '2026-11-02', end: '2026-11-22' }, '2026-11-21')).toBeUndefined()
  })
})
