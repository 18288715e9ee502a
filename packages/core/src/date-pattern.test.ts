import { expect, test } from 'vitest'
import { compileDatePattern } from './date-pattern.ts'

test.each([
  ['DD.MM.YYYY', '05.10.2026', '2026-10-05T00:00:00.000Z'],
  ['M/D/YYYY', '10/5/2026', '2026-10-05T00:00:00.000Z'],
  ['D/M/YY', '5/10/26', '2026-10-05T00:00:00.000Z'],
  ['MM/YYYY', '10/2026', '2026-10-01T00:00:00.000Z'],
  ['YYYYMMDD', '20261005', '2026-10-05T00:00:00.000Z'],
  ['YYYY-MM-DDTHH:mm:ssZ', '2026-10-05T23:59:58Z', '2026-10-05T23:59:58.000Z'],
  ['DD.MM.YYYY H:mm', '29.02.2028 7:05', '2028-02-29T07:05:00.000Z'],
])('%s reads %s', (pattern, text, expected) => {
  expect(new Date(compileDatePattern(pattern)(text) ?? 0).toISOString()).toBe(expected)
})

test.each([
  ['DD.MM.YYYY', '31.02.2026'],
  ['DD.MM.YYYY', '10/05/2026'],
  ['DD.MM.YYYY', '5.10.2026'],
  ['DD.MM.YYYY HH:mm', '05.10.2026 24:00'],
  ['YYYY-MM-DD', ''],
])('%s does not read "%s"', (pattern, text) => {
  expect(compileDatePattern(pattern)(text)).toBeNull()
})

test.each(['DD.MM', 'YYYY', 'DD Mon YYYY', 'YYYY-MM-MM', 'tomorrow'])(
  '"%s" is refused as a pattern',
  (pattern) => {
    expect(() => compileDatePattern(pattern)).toThrow(/date format/)
  },
)
