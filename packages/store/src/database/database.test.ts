import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@cloudact/core/ports/sql'
import { migrate } from '../migrate.ts'
import { testDatabase } from '../testing/test-database.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('a database', () => {
  test('reads every type as the port documents it', async () => {
    const [row] = await database.query(
      `SELECT 9007199254740993::int8 AS big, 1.50::numeric(38,12) AS money, '2026-01-31'::date AS day,
         $1::timestamptz AS at, $2::jsonb AS document, $3::bytea AS bytes, $4::text[] AS words, $5::bool AS flag,
         $6::int4 AS small, 0.5::float8 AS ratio, ARRAY[1.5,NULL]::numeric[] AS amounts, NULL::text AS nothing`,
      [new Date(0), '{"a":[1]}', new Uint8Array([0, 255]), ['a "b"', 'c\\d', 'null', ''], true, 7],
    )
    expect(row).toEqual({
      big: '9007199254740993',
      money: '1.500000000000',
      day: '2026-01-31',
      at: new Date(0),
      document: { a: [1] },
      bytes: new Uint8Array([0, 255]),
      words: ['a "b"', 'c\\d', 'null', ''],
      flag: true,
      small: 7,
      ratio: 0.5,
      amounts: ['1.5', null],
      nothing: null,
    })
  })

  test('has the thirty central tables and needs no second migration', async () => {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM information_schema.tables WHERE table_schema = 'organizations' AND table_name LIKE 'org\\_%'`,
    )
    expect(row?.count).toBeGreaterThanOrEqual(31)
    expect(await migrate(database)).toEqual([])
  })

  test('a rejected transaction leaves nothing, also when its error was swallowed', async () => {
    await database.query('CREATE TABLE kept (id int PRIMARY KEY)')
    await expect(
      database.transaction(async (tx) => {
        await tx.query('INSERT INTO kept VALUES (1)')
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await expect(
      database.transaction(async (tx) => {
        await tx.query('INSERT INTO kept VALUES (2)')
        await tx.query('SELECT 1/0').catch(() => undefined)
      }),
    ).rejects.toThrow()
    expect(await database.query('SELECT * FROM kept')).toEqual([])
  })

  test('a statement that was run before sees columns that were added since, also within a failed transaction', async () => {
    await database.query('CREATE TABLE grown (id int)')
    const all = () => database.query('SELECT * FROM grown WHERE id > $1', [0])
    await database.query('INSERT INTO grown VALUES ($1)', [1])
    expect(await all()).toEqual([{ id: 1 }])
    await expect(
      database.transaction(async (tx) => {
        await tx.query('SELECT 1/$1::int', [0]).catch(() => undefined)
        await tx.query('ALTER TABLE grown ADD COLUMN never int')
      }),
    ).rejects.toThrow()
    expect(await all()).toEqual([{ id: 1 }])
    await database.query('ALTER TABLE grown ADD COLUMN name text')
    expect(await all()).toEqual([{ id: 1, name: null }])
  })

  test('a statement that failed can be run again, and more texts than are kept prepared', async () => {
    const divide = (by: number) => database.query('SELECT 6/$1::int AS share', [by])
    await expect(divide(0)).rejects.toThrow('division by zero')
    expect(await divide(2)).toEqual([{ share: 3 }])
    for (let index = 0; index < 300; index += 1) {
      const [row] = await database.query(`SELECT $1::int AS at_${index}`, [index])
      expect(row).toEqual({ [`at_${index}`]: index })
    }
    expect(await divide(3)).toEqual([{ share: 2 }])
  })

  test('a listener hears a NOTIFY of a committed transaction until it stops', async () => {
    const heard: string[] = []
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const stop = await database.listen('bell', (payload) => {
      heard.push(payload)
      resolve(undefined)
    })
    await database.transaction((tx) => tx.query(`SELECT pg_notify('bell', 'one')`))
    await promise
    await stop()
    await database.query(`SELECT pg_notify('bell', 'two')`)
    expect(heard).toEqual(['one'])
  })
})
