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
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'testing', 'commit-forever.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = -1
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last === 60) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')

  const database = await openPglite({ folder })
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM acknowledged WHERE number <= $1', [last])
  await database.close()
  expect(row?.count).toBe(last + 1)
})

test('a commit is acknowledged only after its WAL was flushed, and commits that wait together share a flush', async () => {
  const release = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const flushes: string[] = []
  let open = false
  const durable = new DurableFolder(folder, {
    now: (path) => void flushes.push(`now ${path}`),
    async later(path) {
      flushes.push(path)
      if (!open) return
      started.resolve()
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
    database.transaction((tx) => tx.query('INSERT INTO paid VALUES ($1)', [id])).then(() => acknowledged.push(id))
  const first = insert(1)
  await started.promise
  const others = [2, 3, 4, 5].map(insert)
  await pglite.query('SELECT 1')
  expect(acknowledged).toEqual([])
  open = false
  release.resolve()
  await Promise.all([first, ...others])
  expect(acknowledged.toSorted()).toEqual([1, 2, 3, 4, 5])
  expect(flushes.every((path) => path.includes('pg_wal'))).toBe(true)
  expect(flushes.length).toBeLessThan(5)

  flushes.length = 0
  await database.query('SELECT count(*) FROM paid')
  expect(flushes).toEqual([])
  await database.close()
})
