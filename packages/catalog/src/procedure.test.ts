import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from './fault.ts'
import { parseProcedure } from './procedure.ts'
import { codeOnly, splitStatements } from './split-statements.ts'

const HEADER = `/*---
name: sp_a
description: d
parameters:
  - { name: rate, type: decimal, optional: true }
source: raw
target: cost
slice: month
---*/
`

function parse(text: string) {
  const faults: Fault[] = []
  const procedure = parseProcedure(
    { file: 'f.sql', path: 'procedures/cloud/sp_a.sql', text, overlay: false },
    (fault) => faults.push(fault),
  )
  return { procedure, faults: faults.map(({ line, column, reason }) => `${line}:${column} ${reason}`) }
}

describe('a procedure', () => {
  it('is a header and SELECTs split at semicolons that are code', () => {
    const { procedure, faults } = parse(
      `${HEADER}SELECT ';' AS a, "b;" FROM t -- c;\n;\n/* ; */ WITH x AS (SELECT 1) SELECT * FROM x WHERE a = @rate;\n-- end;\n`,
    )
    expect(faults).toEqual([])
    expect(procedure).toMatchObject({
      name: 'sp_a',
      domain: 'cloud',
      source: 'raw',
      target: 'cost',
      slice: 'month',
    })
    expect(procedure?.parameters).toEqual([{ name: 'rate', type: 'decimal', optional: true }])
    expect(procedure?.selects).toHaveLength(2)
    expect(procedure?.selects[1]).toContain('WITH x AS')
  })

  it.each([
    ['no header', 'SELECT 1', '1:1 A procedure starts with a header'],
    ['no statement', HEADER, '9:1 A procedure has at least one SELECT.'],
    [
      'an unknown header key',
      HEADER.replace('slice:', 'slize: month\nslice:') + 'SELECT 1',
      '8:1 "slize" is not a known key here.',
    ],
    [
      'another name than its file',
      HEADER.replace('sp_a', 'sp_b') + 'SELECT 1',
      '2:1 The file of "sp_b" must be named sp_b.sql.',
    ],
    ['DML', `${HEADER}SELECT 1;\nDELETE FROM t`, '11:1 Only SELECT statements are allowed'],
    [
      'DML inside',
      `${HEADER}WITH a AS (SELECT 1)\nINSERT INTO t SELECT * FROM a`,
      '11:1 "INSERT" is not allowed',
    ],
    ['an undeclared parameter', `${HEADER}SELECT *\nFROM t\nWHERE a = @rat`, '12:1 @rat is neither declared'],
  ])('is refused with %s', (_, text, expected) => {
    const { procedure, faults } = parse(text)
    expect(procedure).toBeUndefined()
    expect(
      faults.some((fault) => fault.startsWith(expected)),
      faults.join('\n'),
    ).toBe(true)
  })

  it('does not mistake words and parameters in text and comments for code', () => {
    expect(parse(`${HEADER}SELECT 'delete; @nobody' AS a -- insert @nobody\n`).faults).toEqual([])
  })
})

describe('splitting statements', () => {
  const text = fc.stringMatching(/^[a-z;'\n-]{0,12}$/)
  const literal = text.map((value) => `'${value.replaceAll("'", "''")}'`)
  const comment = text.map((value) => `/*${value.replaceAll('*/', '')}*/`)

  it('never splits inside a literal or comment, and loses no statement', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(literal, comment), { minLength: 1, maxLength: 5 }), (parts) => {
        const statements = splitStatements(parts.map(([a, b]) => `SELECT ${a} ${b}`).join(';\n'))
        expect(statements.map((statement) => statement.text)).toEqual(
          parts.map(([a, b]) => `SELECT ${a} ${b}`),
        )
      }),
    )
  })

  it('keeps line breaks of what it blanks out', () => {
    expect(codeOnly("a 'x\ny' b").split('\n')).toHaveLength(2)
  })
})
