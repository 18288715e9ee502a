import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { valueAt } from './json-path.ts'
import { JsonDecimal, JsonInteger, JsonNumber, parseJsonSource } from './json-source.ts'

describe('parseJsonSource', () => {
  it('keeps the digits of every number as written', () => {
    const text = '{"a":0.1000000000000000055511151231257827,"b":[1e-7,9007199254740993,-0.0],"c":{"d":"5"}}'
    expect(JSON.stringify(parseJsonSource(text))).toBe(text)
  })

  it('is JSON.parse for everything but numbers', () => {
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plain(parseJsonSource(JSON.stringify(value)))).toEqual(plain(value))
      }),
    )
  })

  it.each(['', '{"a":', '[1,2', '{"a":1}}', 'NaN', '<html>', '['.repeat(200_000)])(
    'says an incomplete answer is worth asking for again: %.20s',
    (text) => {
      expect(() => parseJsonSource(text)).toThrow(
        expect.objectContaining({ code: 'provider_unavailable', retryable: true }),
      )
    },
  )

  it('schemas read amounts as text and counts as numbers', () => {
    const schema = z.object({ amount: JsonDecimal, count: JsonInteger })
    expect(schema.parse(parseJsonSource('{"amount":0.10,"count":3}'))).toEqual({ amount: '0.10', count: 3 })
    expect(schema.parse(parseJsonSource('{"amount":"1e-9","count":3}')).amount).toBe('1e-9')
    expect(schema.safeParse(parseJsonSource('{"amount":1,"count":9007199254740993}')).success).toBe(false)
    expect(schema.safeParse(parseJsonSource('{"amount":"lots","count":1.5}')).error?.issues).toHaveLength(2)
  })
})

describe('valueAt', () => {
  const value = parseJsonSource('{"a":{"b":[{"c":1}]},"__proto__":{"x":2}}')
  it.each([
    ['a.b.0.c', new JsonNumber('1')],
    ['$.a.b.0.c', new JsonNumber('1')],
    ['a.b.7.c', undefined],
    ['a.b.length', undefined],
    ['toString', undefined],
    ['a.zz.b', undefined],
  ])('%s', (path, expected) => expect(valueAt(value, path)).toEqual(expected))
  it('$ and the empty path are the value itself', () =>
    expect([valueAt(value, '$'), valueAt(value, '')]).toEqual([value, value]))
})
