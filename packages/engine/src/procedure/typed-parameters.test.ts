import { describe, expect, it } from 'vitest'
import { typedParameters } from './typed-parameters.ts'

describe('typedParameters', () => {
  it('gives dates and amounts their type back and leaves everything else', () => {
    const sql = `SELECT '@day', "x" -- @day\nFROM t /* @day */ WHERE d >= @day AND a > @floor AND s = @name AND e = 'it''s @day' AND @daylight = 1`
    expect(typedParameters(sql, { day: 'date', floor: 'decimal', name: 'string' })).toBe(
      `SELECT '@day', "x" -- @day\nFROM t /* @day */ WHERE d >= {{date(@day)}} AND a > {{to_decimal(@floor)}} AND s = @name AND e = 'it''s @day' AND @daylight = 1`,
    )
  })

  it('is not fooled by names every object has', () => {
    expect(typedParameters('@constructor @__proto__', {})).toBe('@constructor @__proto__')
  })
})
