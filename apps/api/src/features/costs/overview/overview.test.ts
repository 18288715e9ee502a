import { resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { addDays, eachDay, formatDay } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import { describe, expect, it } from 'vitest'
import { currencyFigures } from './currency-figures.ts'
import type { DailyCell } from './daily-cell.ts'
import { forecastMonth } from './forecast.ts'
import { overviewGroups } from './overview-groups.ts'
import { overviewWindow } from './overview-window.ts'
import { settledEnds } from './settlement.ts'
import { trendPoints } from './trend-points.ts'

const catalog = loadCatalog({ folders: [resolve(import.meta.dirname, '../../../../../../configs')] })
const NOON = Date.parse('2026-04-11T12:00:00Z')
const utcWindow = (now: number) => overviewWindow(now, { timeZone: 'UTC', today: formatDay(now) })
const window = utcWindow(NOON)
const ALL = { includeTax: true, includeCredits: true }

function cell(day: string, amount: string, other: Partial<DailyCell> = {}): DailyCell {
  return {
    day,
    provider: 'OpenAI',
    registryKey: 'openai',
    currency: 'USD',
    chargeCategory: 'Usage',
    chargeFrequency: 'Usage-Based',
    amount: new Decimal(amount),
    unallocated: new Decimal(0),
    ...other,
  }
}

function usage(start: string, end: string, amount: string, other: Partial<DailyCell> = {}): DailyCell[] {
  return eachDay({ start, end }).map((day) => cell(day, amount, other))
}

function forecast(cells: readonly DailyCell[]) {
  return forecastMonth(cells, settledEnds(cells, catalog, window), window)
}

describe('the days of an overview', () => {
  it('compares the month to date, today included, with as many days of the month before', () => {
    expect(window).toMatchObject({
      monthStart: '2026-04-01',
      dueEnd: '2026-04-12',
      previousStart: '2026-03-01',
      previousEnd: '2026-03-12',
      daysInMonth: 30,
    })
  })

  it('compares a long month with the whole of a shorter one', () => {
    expect(utcWindow(Date.parse('2026-03-30T00:00:00Z'))).toMatchObject({
      previousStart: '2026-02-01',
      previousEnd: '2026-03-01',
    })
    expect(utcWindow(Date.parse('2026-01-01T00:00:00Z'))).toMatchObject({
      previousStart: '2025-12-01',
      previousEnd: '2025-12-02',
      dueEnd: '2026-01-02',
    })
  })
})

describe('settled days', () => {
  it('wait for the provider of the registry: 48 hours for OpenAI', () => {
    const cells = usage('2026-04-01', '2026-04-12', '1')
    expect([...settledEnds(cells, catalog, window).values()]).toEqual(['2026-04-09'])
  })

  it('end with the newest charge of a cloud bill, which arrives late', () => {
    const aws = { provider: 'AWS', registryKey: 'aws' }
    expect([...settledEnds(usage('2026-04-01', '2026-04-05', '1', aws), catalog, window).values()]).toEqual([
      '2026-04-05',
    ])
    expect([...settledEnds(usage('2026-04-01', '2026-04-12', '1', aws), catalog, window).values()]).toEqual([
      '2026-04-09',
    ])
  })
})

describe('the forecast of a month', () => {
  it('is the run rate of settled days over the whole month; unsettled days do not count', () => {
    const settled = usage('2026-04-01', '2026-04-09', '10')
    const unsettled = usage('2026-04-09', '2026-04-12', '1')
    expect(forecast([...settled, ...unsettled])).toEqual({
      amount: '300',
      settled_through: '2026-04-08',
      basis: 'Run rate of 8 settled days plus known recurring charges.',
    })
  })

  it('adds known charges once: a fee, a credit, and last month’s recurring fee that has not come yet', () => {
    const fee = { chargeCategory: 'Purchase', chargeFrequency: 'Recurring' }
    const cells = [
      ...usage('2026-04-01', '2026-04-09', '10'),
      cell('2026-04-02', '7', { chargeCategory: 'Purchase', chargeFrequency: 'One-Time' }),
      cell('2026-04-03', '-5', { chargeCategory: 'Credit', chargeFrequency: 'One-Time' }),
      cell('2026-03-20', '40', fee),
    ]
    expect(forecast(cells).amount).toBe('342')
    expect(forecast([...cells, cell('2026-04-10', '40', fee)]).amount).toBe('342')
    expect(forecast([...cells, cell('2026-04-10', '55', fee)]).amount).toBe('357')
  })

  it('takes amortized seats as written, future days included', () => {
    const seats = usage('2026-04-01', '2026-05-01', '1.2', {
      provider: 'Slack',
      registryKey: null,
      chargeFrequency: 'Recurring',
    })
    expect(forecast(seats)).toEqual({ amount: '36', settled_through: null, basis: 'Known charges only.' })
  })

  it('is unknown before a day has settled', () => {
    const early = utcWindow(Date.parse('2026-04-02T12:00:00Z'))
    const cells = usage('2026-04-01', '2026-04-03', '10')
    expect(forecastMonth(cells, settledEnds(cells, catalog, early), early)).toMatchObject({
      amount: null,
      settled_through: null,
    })
    expect(forecast([])).toMatchObject({ amount: null })
  })
})

describe('the figures of a currency', () => {
  const cells = [
    ...usage('2026-03-01', '2026-04-01', '2'),
    ...usage('2026-04-01', '2026-04-12', '3', { unallocated: new Decimal('1') }),
    cell('2026-04-05', '4', { chargeCategory: 'Tax', chargeFrequency: 'One-Time' }),
    cell('2026-04-05', '-6', { chargeCategory: 'Credit', chargeFrequency: 'One-Time' }),
    cell('2026-04-06', '100', { currency: 'EUR' }),
  ]
  const figures = (inclusion: typeof ALL) =>
    currencyFigures(cells, settledEnds(cells, catalog, window), window, inclusion)

  it('never adds two currencies', () => {
    expect(figures(ALL).map(({ currency, amount }) => [currency, amount])).toEqual([
      ['EUR', '100'],
      ['USD', '31'],
    ])
  })

  it('shows tax and credits as their own lines, in the total or not', () => {
    const [, usd] = figures({ includeTax: false, includeCredits: true })
    expect(usd).toMatchObject({
      amount: '27',
      previous_amount: '22',
      change_ratio: '0.227273',
      tax: '4',
      credits: '-6',
    })
    const [, without] = figures({ includeTax: false, includeCredits: false })
    expect(without).toMatchObject({ amount: '33', unallocated: { amount: '11', share: '0.333333' } })
  })

  it('has no ratio where there was nothing before', () => {
    expect(figures(ALL)[0]).toMatchObject({ previous_amount: '0', change_ratio: null })
  })
})

describe('a settled day', () => {
  it.each([
    ['Asia/Kolkata', '2026-04-11T19:00:00Z', '2026-04-12', '2026-04-09'],
    ['America/Los_Angeles', '2026-04-11T03:00:00Z', '2026-04-10', '2026-04-08'],
  ])('is over in %s and in UTC: a source may keep either', (timeZone, now, today, firstUnsettled) => {
    const zoned = overviewWindow(Date.parse(now), { timeZone, today })
    const cells = [cell('2026-04-01', '1')]
    expect([...settledEnds(cells, catalog, zoned).values()]).toEqual([firstUnsettled])
  })
})

describe('the trend', () => {
  it('has a point for every day to date, empty ones too, and marks what may still change', () => {
    const cells = [cell('2026-04-01', '1'), cell('2026-03-11', '5'), cell('2026-04-20', '9')]
    const points = trendPoints(cells, settledEnds(cells, catalog, window), window, ALL)
    expect(points).toHaveLength(11)
    expect(points[0]).toEqual({
      day: '2026-04-01',
      currency: 'USD',
      amount: '1',
      previous_amount: '0',
      settled: true,
    })
    expect(points.at(-1)).toEqual({
      day: '2026-04-11',
      currency: 'USD',
      amount: '0',
      previous_amount: '5',
      settled: false,
    })
    expect(points.filter((point) => !point.settled).map((point) => point.day)).toEqual([
      '2026-04-09',
      '2026-04-10',
      '2026-04-11',
    ])
  })

  it('has nothing to compare with where the month before is shorter', () => {
    const march = utcWindow(Date.parse('2026-03-31T00:00:00Z'))
    const points = trendPoints([cell('2026-03-31', '1')], new Map(), march, ALL)
    expect(points.find(({ day }) => day === '2026-03-28')?.previous_amount).toBe('0')
    expect(points.find(({ day }) => day === '2026-03-29')?.previous_amount).toBeNull()
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  })
})

describe('groups and movers', () => {
  const row = (provider: string, service: string, currency: string, amount: string, previous: string) => ({
    provider,
    service,
    service_category: 'Compute',
    currency,
    amount,
    previous_amount: previous,
  })

  it('sum per currency, largest first, with the share of that currency', () => {
    const { by_provider, by_category } = overviewGroups([
      row('AWS', 'EC2', 'USD', '30', '10'),
      row('AWS', 'S3', 'USD', '30', '0'),
      row('OpenAI', 'API', 'USD', '20', '20'),
      row('AWS', 'EC2', 'EUR', '5', '5'),
    ])
    expect(by_provider).toEqual([
      { key: 'AWS', currency: 'EUR', amount: '5', previous_amount: '5', share: '1' },
      { key: 'AWS', currency: 'USD', amount: '60', previous_amount: '10', share: '0.75' },
      { key: 'OpenAI', currency: 'USD', amount: '20', previous_amount: '20', share: '0.25' },
    ])
    expect(by_category.map(({ amount }) => amount)).toEqual(['5', '80'])
  })

  it('order by the size of the change, falls among rises, without what did not change', () => {
    const { movers } = overviewGroups([
      row('AWS', 'EC2', 'USD', '30', '10'),
      row('AWS', 'S3', 'USD', '0', '25'),
      row('OpenAI', 'API', 'USD', '20', '20'),
    ])
    expect(movers.map(({ service, change }) => [service, change])).toEqual([
      ['S3', '-25'],
      ['EC2', '20'],
    ])
  })
})
