import { addDays, eachDay, type Day } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Row } from '@cloudact/core/ports/warehouse'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readCosts } from './read-costs.ts'
import { inReportDays } from './report-days.ts'
import { charge, hourlyCharge, OPENAI } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

const ACME = parseOrgSlug('acme')
const Trend = z.object({
  data: z.array(z.object({ day: z.string(), amount: z.string(), provider: z.string() })),
  summary: z.object({ date_range: z.record(z.string(), z.unknown()) }),
})
const Rows = z.object({ total: z.number(), currencies: z.array(z.object({ effective_cost: z.string() })) })

/** One charge of 1 for every hour of some UTC days. */
const hours = (start: Day, end: Day, other: Row = {}): Row[] =>
  eachDay({ start, end }).flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) =>
      hourlyCharge(`${day}T${String(hour).padStart(2, '0')}:00:00Z`, '1', other),
    ),
  )

let costs: TestCosts
beforeAll(async () => {
  costs = await testCosts('2026-05-01T03:00:00Z')
  await costs.load([
    ...hours('2026-01-10', '2026-01-13'),
    ...hours('2026-03-28', '2026-03-31'),
    ...hours('2026-04-30', '2026-05-01'),
    charge('2026-01-11', '1000', OPENAI),
    charge('2026-03-29', '500', { ServiceName: 'Amazon S3' }),
    charge('2026-04-01', '7', { ChargeCategory: 'Tax', ChargePeriodEnd: '2026-05-01T00:00:00Z' }),
  ])
  await costs.load(hours('2025-10-24', '2025-10-27'))
})
afterAll(() => costs.close())

const use = (zone: string) => costs.warehouse.forOrg(ACME).setTimeZone(zone)
const range = (start: Day, end: Day) => `start_date=${start}&end_date=${end}`

async function trend(start: Day, end: Day) {
  return Trend.parse((await costs.get(`/trend-granular?${range(start, end)}`)).json())
}
/** Amounts of AWS by day. */
async function awsDays(start: Day, end: Day): Promise<Record<string, string>> {
  const { data } = await trend(start, end)
  const own = data.filter(({ provider }) => provider === 'AWS')
  return Object.fromEntries(own.map(({ day, amount }) => [day, amount]))
}
async function rowsOf(start: Day, end: Day) {
  const { total, currencies } = Rows.parse((await costs.get(`/rows?${range(start, end)}&limit=1`)).json())
  return { total, cost: currencies[0]?.effective_cost ?? '0' }
}

describe('hourly charges', () => {
  it.each([
    [
      'America/Los_Angeles',
      { '2026-01-09': '8', '2026-01-10': '24', '2026-01-11': '24', '2026-01-12': '16' },
    ],
    ['Asia/Kolkata', { '2026-01-10': '19', '2026-01-11': '24', '2026-01-12': '24', '2026-01-13': '5' }],
    ['Pacific/Apia', { '2026-01-10': '11', '2026-01-11': '24', '2026-01-12': '24', '2026-01-13': '13' }],
    ['UTC', { '2026-01-10': '24', '2026-01-11': '24', '2026-01-12': '24' }],
  ])('are on the days of %s', async (zone, days) => {
    await use(zone)
    expect(await awsDays('2026-01-01', '2026-02-01')).toEqual(days)
    for (const [day, amount] of Object.entries(days)) {
      // The start of a range is the start of the day there, in the table and in the export as in the sums.
      expect(await awsDays(day, addDays(day, 1))).toEqual({ [day]: amount })
      const cloud = `${range(day, addDays(day, 1))}&providers=aws`
      const { total } = Rows.parse((await costs.get(`/rows?${cloud}`)).json())
      expect(total).toBe(Number(amount))
      const lines = (await costs.get(`/export?${cloud}&format=jsonl`)).body.trim().split('\n')
      expect(lines).toHaveLength(Number(amount))
    }
  })

  it('make days of 23 and 25 hours when the clocks change', async () => {
    await use('Europe/Berlin')
    expect(await awsDays('2026-03-29', '2026-03-31')).toEqual({ '2026-03-29': '523', '2026-03-30': '24' })
    expect(await awsDays('2025-10-25', '2025-10-27')).toEqual({ '2025-10-25': '24', '2025-10-26': '25' })
  })

  it('are neither lost nor doubled in any zone: the days add up to the total, sums and table alike', async () => {
    const all = ['2025-09-01', '2026-06-01'] as const
    await use('UTC')
    const total = await rowsOf(...all)
    expect(total.cost).toBe('1747')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), async (zone) => {
        await use(zone)
        const { data } = await trend(...all)
        const sum = data.reduce((so, { amount }) => so.plus(amount), new Decimal(0))
        expect(sum.toFixed(), zone).toBe(total.cost)
        const cuts = ['2025-10-26', '2026-01-11', '2026-03-29', '2026-05-01'] as const
        const edges = [all[0], ...cuts, all[1]]
        let parts = 0
        for (const [index, end] of edges.slice(1).entries())
          parts += (await rowsOf(edges[index] ?? '', end)).total
        expect(parts, zone).toBe(total.total)
      }),
      { numRuns: 5 },
    )
  }, 120_000)
})

describe('an answer', () => {
  it('names the zone and the sources that keep UTC days', async () => {
    await use('America/Los_Angeles')
    const { summary, data } = await trend('2026-01-01', '2026-04-01')
    expect(summary.date_range).toEqual({
      start: '2026-01-01',
      end: '2026-04-01',
      time_zone: 'America/Los_Angeles',
      utc_day_sources: [
        { provider: 'AWS', registry_key: 'aws', part: 'some' },
        { provider: 'OpenAI', registry_key: 'openai', part: 'all' },
      ],
    })
    expect(data.filter(({ provider }) => provider === 'OpenAI')).toEqual([
      expect.objectContaining({ day: '2026-01-11', amount: '1000' }),
    ])
    for (const path of ['', '/summary', '/total', '/by-provider', '/trend', '/rows', '/filters']) {
      expect((await costs.get(path)).body, path).toContain('"time_zone":"America/Los_Angeles"')
    }
  })

  it('says nothing of sources when every day is a UTC day', async () => {
    await use('UTC')
    const { summary } = await trend('2026-01-01', '2026-04-01')
    expect(summary.date_range).toMatchObject({ time_zone: 'UTC', utc_day_sources: [] })
  })

  it('counts today and the month to date in the zone', async () => {
    // 03:00 UTC on the first of May is the last evening of April in California, and afternoon of the first in Apia.
    await use('America/Los_Angeles')
    const overview = async () => (await costs.get('/overview')).json()
    expect(await overview()).toMatchObject({
      time_zone: 'America/Los_Angeles',
      month: { start: '2026-04-01', end_exclusive_today: '2026-05-01' },
      currencies: [{ amount: '24' }],
      utc_day_sources: [{ provider: 'AWS', part: 'some' }],
    })
    await use('Pacific/Apia')
    expect(await overview()).toMatchObject({
      month: { start: '2026-05-01', end_exclusive_today: '2026-05-02' },
      currencies: [{ amount: '13', previous_amount: '0' }],
    })
  })

  it('starts again when another zone comes into use while it is made', async () => {
    await use('UTC')
    const zones: string[] = []
    const seen = await inReportDays(costs.context, ACME, async ({ timeZone }) => {
      zones.push(timeZone)
      if (zones.length === 1) await use('Asia/Kolkata')
      const january = { start: '2026-01-01', end: '2026-02-01' }
      const question = { statement: 'utc-day-sources', parameters: january, range: january, timeZone }
      return { timeZone, rows: (await readCosts(costs.context, ACME, question)).rows.length }
    })
    expect(zones).toEqual(['UTC', 'Asia/Kolkata'])
    expect(seen).toEqual({ timeZone: 'Asia/Kolkata', rows: 1 })
  })
})
