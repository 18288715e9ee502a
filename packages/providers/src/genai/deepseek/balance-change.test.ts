import { Decimal } from '@cloudact/core/decimal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Balance, balanceChanges } from './balance-change.ts'

const reading = (hour: number, granted: string, toppedUp: string, currency = 'USD'): Balance => ({
  at: `2026-11-18T${String(hour).padStart(2, '0')}:00:00Z`,
  currency,
  granted: new Decimal(granted),
  toppedUp: new Decimal(toppedUp),
})
const amounts = (balances: readonly Balance[]) =>
  balanceChanges(balances).map(({ spentGranted, spentToppedUp, toppedUp, newGrant }) =>
    [spentGranted, spentToppedUp, toppedUp, newGrant].map((amount) => amount.toFixed()),
  )

describe('what happened between two readings of a balance', () => {
  test('a fall is spend: of what was granted, then of what was paid', () => {
    expect(amounts([reading(1, '10', '100'), reading(2, '4.5', '100'), reading(3, '0', '97.25')])).toEqual([
      ['5.5', '0', '0', '0'],
      ['4.5', '2.75', '0', '0'],
    ])
  })

  test('a rise is a top-up or a grant and never negative spend', () => {
    expect(amounts([reading(1, '2', '10'), reading(2, '0', '110'), reading(3, '5', '110')])).toEqual([
      ['2', '0', '100', '0'],
      ['0', '0', '0', '5'],
    ])
  })

  test('currencies stand apart, and a first reading says nothing', () => {
    expect(balanceChanges([reading(1, '0', '10'), reading(1, '0', '70', 'CNY')])).toEqual([])
    expect(
      balanceChanges([
        reading(1, '0', '10'),
        reading(1, '0', '70', 'CNY'),
        reading(2, '0', '9'),
        reading(2, '0', '60', 'CNY'),
      ]).map(({ currency, spentToppedUp }) => `${currency} ${spentToppedUp.toFixed()}`),
    ).toEqual(['USD 1', 'CNY 10'])
  })

  test('an interval over midnight counts on the day most of it lies in', () => {
    const before = { ...reading(23, '0', '10') }
    const after = { ...reading(0, '0', '9'), at: '2026-11-19T00:30:00Z' }
    expect(balanceChanges([before, after])[0]?.day).toBe('2026-11-18')
  })

  test('Σ spend = −Δ balance + top-ups + grants, to the last digit, whatever the readings', () => {
    const cents = fc.nat(1_000_000).map((value) => new Decimal(value).div(100))
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents), { minLength: 2, maxLength: 20 }), (pairs) => {
        const balances = pairs.map(([granted, toppedUp], hour) => ({
          at: new Date(Date.parse('2026-11-18T00:00:00Z') + hour * 3_600_000).toISOString(),
          currency: 'CNY',
          granted,
          toppedUp,
        }))
        const sum = balanceChanges(balances).reduce(
          (total, change) =>
            total
              .plus(change.spentGranted)
              .plus(change.spentToppedUp)
              .minus(change.toppedUp)
              .minus(change.newGrant),
          new Decimal(0),
        )
        const [first, last] = [balances[0], balances.at(-1)]
        const fall = new Decimal(first?.granted ?? 0)
          .plus(first?.toppedUp ?? 0)
          .minus(last?.granted ?? 0)
          .minus(last?.toppedUp ?? 0)
        expect(sum.eq(fall)).toBe(true)
      }),
    )
  })
})
