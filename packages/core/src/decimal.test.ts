import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, parseDecimal, toMoneyText } from './decimal.ts'

describe('parseDecimal', () => {
  it('keeps every digit of a vendor amount', () => {
    expect(parseDecimal('12345678901234.123456789012').toFixed()).toBe('12345678901234.123456789012')
  })

  it('reads the exponents vendors print', () => {
    expect(parseDecimal('1.5E-7').toFixed()).toBe('0.00000015')
  })

  it.each(['', 'NaN', 'Infinity', '1,000.00', '0x10', '1.2.3', '--1', 'NULL', '1e999'])(
    'refuses %j',
    (text) => {
      expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    },
  )

  it('refuses what does not fit DECIMAL(38,12)', () => {
    expect(parseDecimal('99999999999999999999999999').toFixed()).toBe('99999999999999999999999999')
    expect(() => parseDecimal('100000000000000000000000000')).toThrow(/too large/)
  })
})

describe('toMoneyText', () => {
  it('rounds half to even at the twelfth place', () => {
    expect(toMoneyText(new Decimal('0.0000000000005'))).toBe('0')
    expect(toMoneyText(new Decimal('0.0000000000015'))).toBe('0.000000000002')
  })

  it('never prints an exponent and reads back as the same number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), (units) => {
        const value = new Decimal(units.toString()).div('1e12')
        const text = toMoneyText(value)
        expect(text).not.toContain('e')
        expect(parseDecimal(text).equals(value)).toBe(true)
      }),
    )
  })

  it('keeps the product of two columns exact before it is rounded', () => {
    const product = new Decimal('0.000000000001').times('0.000000000001')
    expect(product.toFixed()).toBe('0.000000000000000000000001')
  })
})
