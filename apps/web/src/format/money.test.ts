import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  drawingRatio,
  exactMoney,
  formatMoney,
  formatMoneyCompact,
  formatQuantity,
  formatRatio,
  largest,
  moneyParts,
  multiply,
  subtract,
} from './money.ts'

describe('formatMoney', () => {
  it.each([
    ['1234.5', 'USD', '$1,234.50'],
    ['-1234567.891', 'EUR', '−€1,234,567.89'],
    ['0', 'USD', '$0.00'],
    ['-0.000000000000', 'USD', '$0.00'],
    ['1234.5', 'JPY', '¥1,234'],
    ['1.2345', 'KWD', 'KWD\u00a01.234'],
    ['2.5', 'CHF', 'CHF\u00a02.50'],
    ['10', 'credits', 'credits\u00a010.00'],
  ])('%s %s is %s', (amount, currency, expected) => {
    expect(formatMoney(amount, currency)).toBe(expected)
  })

  it('does not show an amount below the minor unit as zero', () => {
    expect(formatMoney('0.000012345678', 'USD')).toBe('$0.00001235')
    expect(formatMoney('-0.004', 'USD')).toBe('−$0.004')
  })

  it('rounds half to even, like the ledger', () => {
    expect(formatMoney('0.125', 'USD')).toBe('$0.12')
    expect(formatMoney('0.135', 'USD')).toBe('$0.14')
  })

  it('keeps digits a float would lose', () => {
    expect(formatMoney('99999999999999999999999999.99', 'USD')).toBe('$99,999,999,999,999,999,999,999,999.99')
    expect(moneyParts('9007199254740993.000000000001', 'USD').exact).toBe('USD 9007199254740993.000000000001')
  })

  it('marks increases only when asked', () => {
    expect(formatMoney('3', 'USD', { signed: true })).toBe('+$3.00')
    expect(formatMoney('0', 'USD', { signed: true })).toBe('$0.00')
  })

  it('round-trips every amount with two decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (cents) => {
        const magnitude = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
        const amount = `${cents < 0n ? '-' : ''}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`
        expect(formatMoney(amount, 'USD').replace('−', '-').replace(/[$,]/g, '')).toBe(amount)
      }),
    )
  })
})

describe('formatMoneyCompact', () => {
  it.each([
    ['950', '$950'],
    ['1234', '$1.2k'],
    ['-2500000', '−$2.5M'],
    ['0.0003', '$0.0003'],
  ])('%s is %s', (amount, expected) => {
    expect(formatMoneyCompact(amount, 'USD')).toBe(expected)
  })
})

describe('formatRatio', () => {
  it.each([
    ['0.1234', '+12.3%'],
    ['-0.5', '−50.0%'],
    ['0', '0.0%'],
    ['0.0004', '+<0.1%'],
    ['250', '+>999%'],
  ])('%s is %s', (ratio, expected) => {
    expect(formatRatio(ratio, { signed: true })).toBe(expected)
  })
})

describe('arithmetic for drawing', () => {
  it('subtracts exactly', () => {
    expect(subtract('0.3', '0.1')).toBe('0.2')
  })

  it('finds the largest magnitude', () => {
    expect(largest(['1', '-12.5', '3'])).toBe('12.5')
    expect(largest([])).toBe('0')
  })

  it('never divides by zero', () => {
    expect(drawingRatio('5', '0')).toBe(0)
    expect(drawingRatio('-5', '10')).toBe(0.5)
  })
})

describe('formatQuantity', () => {
  it('groups digits and keeps the fraction', () => {
    expect(formatQuantity('1234567.5')).toBe('1,234,567.5')
    expect(formatQuantity(12)).toBe('12')
  })
})

describe('exact figures', () => {
  it('keep every digit and group only the whole part', () => {
    expect(exactMoney('1234567.890000000001', 'USD')).toBe('USD\u00a01,234,567.890000000001')
    expect(exactMoney('-0.100000000000', 'USD')).toBe('USD\u00a0−0.1')
    expect(exactMoney('-0', 'USD')).toBe('USD\u00a00')
  })

  it('multiply without rounding', () => {
    expect(multiply('1.465697', '0.2')).toBe('0.2931394')
    expect(multiply('99999999999999999.999999999999', '0.000000000001')).toBe(
      '99999.999999999999999999999999',
    )
  })
})
