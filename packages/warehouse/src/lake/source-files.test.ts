import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row, SourceFiles } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake, type TestLake } from '../testing/open-test-lake.ts'
import { costTable, lines, readAll, slice } from '../testing/warehouse-fixtures.ts'

const SELECT = `SELECT id AS line_id, {{timestamp(stamp)}} AS charged_at, {{to_decimal(cost)}} AS cost, tags FROM {{source}}`
const HEADER = 'id,stamp,cost,tags\n'
const lineOf = (index: number) => `l${index},2026-01-01T00:00:00Z,0.${String(index + 1).padStart(12, '0')},\n`
const csv = (count: number) => HEADER + Array.from({ length: count }, (_, index) => lineOf(index)).join('')

let opened: TestLake
let inbox: string
let org: OrgWarehouse
beforeAll(async () => {
  opened = await openTestLake(await testDatabase())
  inbox = await mkdtemp(join(tmpdir(), 'cloudact-inbox-'))
  org = opened.lake.forOrg(parseOrgSlug('loader'))
  await org.ensureTable(costTable)
})
afterAll(async () => {
  await opened.close()
  await rm(inbox, { recursive: true, force: true })
})

async function load(
  format: SourceFiles['format'],
  files: Record<string, string | Uint8Array>,
  select = SELECT,
) {
  const paths = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(inbox, name)
      await writeFile(path, content)
      return path
    }),
  )
  return org.replaceSlices(
    [{ slice: slice('2026-01'), content: { kind: 'files', files: { format, paths, select } } }],
    { runId: 'r' },
  )
}
const stored = () =>
  readAll(org, { sql: 'SELECT line_id, cost, tags FROM {{table(cost_lines)}} ORDER BY line_id' })

describe('files of a vendor', () => {
  test('CSV: quoted separators, quotes and line breaks, empty fields, several files, plain and gzipped', async () => {
    const first = `${HEADER}a,2026-01-01,1.5,"x,""y""\nz"\nb,2026-01-01,-0.000000000001,\n`
    expect(
      await load('csv', { 'a.csv': first, 'b.csv': gzipSync(`${HEADER}c,2026-01-01,1e-3,""\n`) }),
    ).toMatchObject([{ rows: 3 }])
    expect(await stored()).toEqual([
      { line_id: 'a', cost: '1.5', tags: 'x,"y"\nz' },
      { line_id: 'b', cost: '-0.000000000001', tags: null },
      { line_id: 'c', cost: '0.001', tags: null },
    ])
  })

  test('CSV: columns that differ in case only are told apart', async () => {
    const select = `SELECT id AS line_id, {{timestamp('2026-01-01')}} AS charged_at, CONCAT("Tag", "tag_1") AS tags FROM {{source}}`
    await load('csv', { 'a.csv': 'id,Tag,tag\na,x,y\n' }, select)
    expect(await stored()).toEqual([{ line_id: 'a', cost: null, tags: 'xy' }])
  })

  test('CSV: a byte order mark, CRLF line ends, and columns only some files have', async () => {
    const first = `\uFEFF"id","stamp","cost"\r\na,2026-01-01,1\r\n`
    const select = SELECT.replace(', tags', ", CONCAT(tags, '!') AS tags")
    await load('csv', { 'a.csv': first, 'b.csv': `${HEADER}b,2026-01-01,2,x\n` }, select)
    expect((await stored()).map(({ line_id, cost }) => [line_id, cost])).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
  })

  test('Parquet, as the lake itself exports it', async () => {
    await org.replaceSlices(
      [{ slice: slice('2026-02-01'), content: { kind: 'rows', rows: [lines('2026-02-01', 3)] } }],
      { runId: 'r' },
    )
    const parts: Uint8Array[] = []
    for await (const part of org.export(
      { sql: "SELECT * FROM {{table(cost_lines)}} WHERE service = 'EC2'" },
      'parquet',
    ))
      parts.push(part)
    await load(
      'parquet',
      { 'x.parquet': Buffer.concat(parts) },
      'SELECT CONCAT(line_id, service) AS line_id, charged_at, cost, tags FROM {{source}}',
    )
    expect((await stored()).filter(({ line_id }) => String(line_id).endsWith('EC2'))).toHaveLength(3)
    await org.dropSlices([slice('2026-02-01')], { runId: 'r' })
  })

  test('NDJSON numbers keep every digit', async () => {
    const rows = [
      '{"id":"a \\"1.50\\" [2]","cost":12345678901234567.123456789012,"n":{"x":[1,-2.50e3]}}',
      '{"id":"b","cost":1.10}',
    ]
    const select = `SELECT {{json_text(json, '$.id')}} AS line_id, {{timestamp('2026-01-01')}} AS charged_at,
      {{to_decimal({{json_text(json, '$.cost')}})}} AS cost, json AS tags FROM {{source}}`
    await load('ndjson', { 'x.ndjson': `${rows.join('\n')}\n` }, select)
    const [first, second] = await stored()
    expect(first).toMatchObject({ line_id: 'a "1.50" [2]', cost: '12345678901234567.123456789012' })
    expect(JSON.parse(String(first?.['tags']))).toEqual({
      id: 'a "1.50" [2]',
      cost: '12345678901234567.123456789012',
      n: { x: ['1', '-2.50e3'] },
    })
    expect(second?.['cost']).toBe('1.1')
  })

  const whole = gzipSync(csv(2_000))
  test.each<[string, SourceFiles['format'], Record<string, string | Uint8Array>, RegExp, string?]>([
    [
      'a gzip file cut in the middle',
      'csv',
      { 'x.csv.gz': whole.subarray(0, whole.length / 2) },
      /"x.csv.gz" is not a whole gzip file/,
    ],
    [
      'a gzip file cut before its checksum',
      'csv',
      { 'x.csv.gz': whole.subarray(0, whole.length - 4) },
      /"x.csv.gz" is not a whole gzip file/,
    ],
    [
      'a damaged gzip file',
      'csv',
      { 'x.csv.gz': Buffer.from(whole).fill(0, 100, 120) },
      /"x.csv.gz" is not a whole gzip file/,
    ],
    ['a line with too few fields', 'csv', { 'x.csv': `${csv(3)}l9,2026-01-01\n` }, /Line: 5/],
    ['an open quote', 'csv', { 'x.csv': `${csv(3)}l9,2026-01-01,1,"abc` }, /quote/],
    [
      'an amount that is none',
      'csv',
      { 'x.csv': `${csv(3)}l9,2026-01-01,1.2.3,\n` },
      /"1.2.3" is not a decimal number/,
    ],
    ['a missing amount column', 'csv', { 'x.csv': 'id,stamp\na,2026-01-01\n' }, /cost/],
    [
      'a Parquet file cut in the middle',
      'parquet',
      { 'x.parquet': Buffer.from('PAR1 and no end') },
      /x.parquet/,
    ],
    [
      'broken JSON',
      'ndjson',
      { 'x.ndjson': '{"a":1}\n{"a":\n' },
      /JSON/i,
      "SELECT json AS line_id, {{timestamp('2026-01-01')}} AS charged_at FROM {{source}}",
    ],
    ['no file', 'csv', {}, /no files/],
    ['an empty file', 'csv', { 'x.csv': '' }, /"x.csv".*is empty/],
    [
      'an empty required column',
      'csv',
      { 'x.csv': `${HEADER},2026-01-01,1,\n` },
      /"line_id" empty in 1 of 1/,
    ],
  ])('%s is refused clearly and the stored slice stays', async (_what, format, files, message, select) => {
    await load('csv', { 'good.csv': csv(3) })
    const before = await stored()
    const failure: unknown = await load(format, files, select).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ name: 'AppError', message: expect.stringMatching(message) })
    expect(failure instanceof Error ? failure.message : inbox).not.toContain(inbox)
    expect(await stored()).toEqual(before)
  })

  test('a file that does not exist is named, not its folder', async () => {
    const files: SourceFiles = { format: 'csv', paths: [join(inbox, 'nowhere.csv')], select: SELECT }
    await expect(
      org.replaceSlices([{ slice: slice('2026-01'), content: { kind: 'files', files } }], { runId: 'r' }),
    ).rejects.toThrow('The file "nowhere.csv" cannot be opened.')
  })

  test('a load cannot read a file it was not given', async () => {
    await writeFile(join(inbox, 'secret.csv'), 'x\n1\n')
    const attempt = load('csv', { 'a.csv': csv(1) }, `SELECT * FROM '${join(inbox, 'secret.csv')}'`)
    await expect(attempt).rejects.toMatchObject({ code: 'config_invalid' })
  })

  test('rows stream from a vendor without holding up another load', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    async function* slow(): AsyncGenerator<readonly Row[]> {
      yield lines('2026-03-01', 1)
      await promise
      yield lines('2026-03-02', 1)
    }
    const waiting = org.replaceSlices(
      [{ slice: slice('2026-03'), content: { kind: 'rows', rows: slow() } }],
      { runId: 'r' },
    )
    await load('csv', { 'a.csv': csv(2) })
    resolve(undefined)
    expect(await waiting).toMatchObject([{ rows: 2 }])
  })
})

test.each(['csv', 'ndjson'] as const)(
  'files can be read before they are stored, each row with the file it is from (%s)',
  async (format) => {
    const text = { csv: 'id\na\n', ndjson: '{"id":"a"}\n' }[format]
    const paths = [`one.${format}`, `two.${format}`].map((name) => join(inbox, name))
    for (const path of paths) await writeFile(path, text)
    const id = { csv: 'id', ndjson: "{{json_text(json, '$.id')}}" }[format]
    const select = `SELECT file, ${id} AS id FROM {{source}} WHERE ${id} = @id ORDER BY file`
    const rows = await org.readFiles({ format, paths, select, parameters: { id: 'a' }, fileColumn: 'file' })
    expect(rows).toEqual(paths.map((file) => ({ file, id: 'a' })))
  },
)
