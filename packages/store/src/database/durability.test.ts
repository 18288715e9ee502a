import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseTemplate } from '../testing/database-template.ts'
import { DurableFolder } from './durable-folder.ts'
import { openPglite, openPgliteOn } from './open-pglite.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-durability-'))
  await (await openPglite({ folder, template: await openAsBlob(await databaseTemplate()) })).close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('kill -9 loses no acknowledged transaction', async () => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'testing', 'commit-forever.ts'), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let last = -1
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last === 60) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')

  const database = await openPglite({ folder })
  const [row] = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM acknowledged WHERE number <= $1',
    [last],
  )
  await database.close()
  expect(row?.count).toBe(last + 1)
})

test('a commit is acknowledged only after its WAL was flushed, and commits that wait together share a flush', async () => {
  const release = Promise.withResolvers<undefined>()
  const started = Promise.withResolvers<undefined>()
  const flushes: ('now' | 'later')[] = []
  let open = false
  const durable = new DurableFolder(folder, {
    now: () => void flushes.push('now'),
    async later() {
      flushes.push('later')
      if (!open) return
      started.resolve(undefined)
      await release.promise
    },
  })
  const pglite = await PGlite.create({
    fs: durable,
    startParams: durable.startParams(PGlite.defaultStartParams),
  })
  const database = await openPgliteOn(pglite, () => durable.durable())
  await database.query('CREATE TABLE paid (id int)')
  await database.query('CHECKPOINT')
  flushes.length = 0
  open = true

  const acknowledged: number[] = []
  const insert = (id: number): Promise<unknown> =>
    database
      .transaction((tx) => tx.query('INSERT INTO paid VALUES ($1)', [id]))
      .then(() => acknowledged.push(id))
  const first = insert(1)
  await started.promise
  const others = [2, 3, 4, 5].map(insert)
  // Waits for the connection after them, but for no flush.
  await database.listen('after_them', () => undefined)
  expect(acknowledged).toEqual([])
  open = false
  release.resolve(undefined)
  await Promise.all([first, ...others])
  expect(acknowledged.toSorted()).toEqual([1, 2, 3, 4, 5])
  expect(flushes[0]).toBe('later')
  expect(flushes.length).toBeLessThan(5)

  flushes.length = 0
  await database.query('SELECT count(*) FROM paid')
  expect(flushes).toEqual([])
  await database.close()
})

test('commits go on while PostgreSQL changes and recycles its WAL segments', async () => {
  const database = await openPglite({ folder })
  await database.query('CREATE TABLE IF NOT EXISTS busy (id int)')
  for (let round = 0; round < 4; round++) {
    const inserts = Array.from({ length: 10 }, (_, id) =>
      database.transaction((tx) => tx.query('INSERT INTO busy VALUES ($1)', [id])),
    )
    await Promise.all([...inserts, database.query('SELECT pg_switch_wal()'), database.query('CHECKPOINT')])
  }
  expect(await database.query('SELECT count(*)::int AS count FROM busy')).toEqual([{ count: 40 }])
  await database.close()
})

test('after a flush has failed no commit is acknowledged any more', async () => {
  let broken = false
  const durable = new DurableFolder(folder, {
    now: () => undefined,
    later: async () => {
      if (broken) throw new Error('EIO: i/o error, fsync')
    },
  })
  const pglite = await PGlite.create({
    fs: durable,
    startParams: durable.startParams(PGlite.defaultStartParams),
  })
  const database = await openPgliteOn(pglite, () => durable.durable())
  await database.query('CREATE TABLE IF NOT EXISTS broken (id int)')
  broken = true
  await expect(database.query('INSERT INTO broken VALUES (1)')).rejects.toThrow(
    'could not be written to disk',
  )
  broken = false
  await expect(database.query('INSERT INTO broken VALUES (2)')).rejects.toThrow('check the disk and restart')
  await database.close()
})
