import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cronFault } from './cron.ts'
import { editorSchemas } from './editor-schemas.ts'
import { parseCsv } from './parse-csv.ts'

describe('cron expressions', () => {
  it.each(['0 0 * * *', '*/5 1-3,7 1,15 jan-mar MON-FRI', '59 23 31 12 7', '0 6-18/2 * * *'])(
    'accepts %s',
    (text) => {
      expect(cronFault(text)).toBeUndefined()
    },
  )

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '1- * * * *',
    '* * * foo *',
    'a b c d e',
  ])('refuses "%s"', (text) => {
    expect(cronFault(text)).toBeDefined()
  })
})

describe('CSV', () => {
  it('reads what any CSV writer writes', () => {
    const cell = fc
      .string({ maxLength: 8 })
      .filter((value) => !value.includes('\uFEFF') && !value.includes('\r'))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join(end)
        const parsed = parseCsv(text)
        expect(parsed.faults).toEqual([])
        expect(parsed.records.map((record) => record.fields)).toEqual(rows)
      }),
    )
  })

  it('counts lines through quoted line breaks and skips empty ones', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x\ny",1\n\nc,d').records).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['x\ny', '1'] },
      { line: 5, fields: ['c', 'd'] },
    ])
    expect(parseCsv('"a"b,c').faults).toEqual([
      { line: 1, column: 1, reason: 'text follows the closing quote of a value' },
    ])
  })
})

describe('schemas for editors', () => {
  const folder = resolve(import.meta.dirname, '../../../configs/.schemas')

  it.each([...editorSchemas()])(
    '%s is what the code would write; refresh with write-editor-schemas.ts',
    (name, text) => {
      expect(readFileSync(resolve(folder, name), 'utf8')).toBe(text)
    },
  )
})
