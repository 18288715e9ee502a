import { openAsBlob } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import { openPglite } from '@cloudact/store/database/open-pglite'
import { databaseTemplate } from '@cloudact/store/testing/database-template'
import { type Lake, openLake } from '@cloudact/warehouse/lake/open-lake'
import { silentLogger } from '@cloudact/warehouse/testing/open-test-lake'
import { costTable, readAll, slice } from '@cloudact/warehouse/testing/warehouse-fixtures'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishBackup } from './finish-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { takeSnapshot } from './take-snapshot.ts'

const ACME = parseOrgSlug('acme')

type Opened = Awaited<ReturnType<typeof open>>

let root: string
let dataFolder: string
let source: Opened
let now = Date.parse('2026-03-01T00:00:00Z')
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'cloudact-backup-'))
  dataFolder = path.join(root, 'data')
  await mkdir(path.join(dataFolder, 'keys'), { recursive: true })
  await mkdir(path.join(dataFolder, 'tmp'))
  await writeFile(path.join(dataFolder, 'keys/ring.json'), '{}')
  await writeFile(path.join(dataFolder, 'tmp/page'), 'of a step')
  source = await open(dataFolder, await openAsBlob(await databaseTemplate()))
  await source.lake.forOrg(ACME).ensureTable(costTable)
  await replacePair(source.lake, 3)
})
afterAll(async () => {
  await source.close()
  await rm(root, { recursive: true, force: true })
})

async function open(folder: string, template?: Blob) {
  const database = await openPglite({
    folder: path.join(folder, 'postgres'),
    ...(template && { template }),
  })
  const lake = await openLake({
    folder: path.join(folder, 'lake'),
    database,
    memoryLimitMb: 256,
    clock: systemClock,
    log: silentLogger,
  })
  return {
    database,
    lake,
    close: async () => {
      await lake.close()
      await database.close()
    },
  }
}

/** A second after the one before, as its name has the time in it. */
function snapshot(): Promise<string> {
  now += 1_000
  return takeSnapshot({ dataFolder, database: source.database, lake: source.lake }, now)
}

const finish = (name: string, options: { target?: string; keys?: boolean } = {}) =>
  finishBackup(dataFolder, name, {
    target: options.target,
    keys: options.keys ?? true,
    takenAt: new Date(now),
  })

/** Both halves carry the number, in as many rows as it says. */
function replacePair(lake: Lake, number: number) {
  return lake.forOrg(ACME).replaceSlices(
    ['a', 'b'].map((half) => ({
      slice: slice('2026-01-01', { accountId: half }),
      content: {
        kind: 'rows' as const,
        rows: [
          Array.from({ length: number }, (_, index) => ({
            line_id: `${index}`,
            service: half,
            charged_at: '2026-01-01T00:00:00Z',
            quantity: number,
            cost: '0.000000000001',
          })),
        ],
      },
    })),
    { runId: `run-${number}`, onCommit: async () => {} },
  )
}

const PAIR = `SELECT service, MIN(quantity) AS low, MAX(quantity) AS high, COUNT(*) AS n FROM {{table(cost_lines)}}
  GROUP BY service ORDER BY service`

async function everyRow(database: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const found = new Map<string, readonly string[]>()
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`,
    )
    found.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  return found
}

const LINES = { sql: 'SELECT * FROM {{table(cost_lines)}} ORDER BY service, line_id' }

test('a restored backup holds every row of every table, in the control plane and in the lake', async () => {
  await replacePair(source.lake, 5)
  const name = await snapshot()
  const control = await everyRow(source.database)
  const lines = await readAll(source.lake.forOrg(ACME), LINES)
  const { folder, manifest } = await finish(name)

  const restored = path.join(root, 'restored')
  expect(await restoreBackup(folder, restored)).toEqual(manifest)
  expect((await readdir(restored)).toSorted()).toEqual(['keys', 'lake', 'postgres'])
  expect(await readFile(path.join(restored, 'keys/ring.json'), 'utf8')).toBe('{}')
  const again = await open(restored)
  expect(control.size).toBeGreaterThan(30)
  expect(await everyRow(again.database)).toEqual(control)
  expect(lines).toHaveLength(10)
  expect(await readAll(again.lake.forOrg(ACME), LINES)).toEqual(lines)
  await again.close()
})

test('a backup taken during loads and garbage collection is one moment: never half a replacement', async () => {
  const stop = new AbortController()
  const loading = (async () => {
    let number = 6
    for (; !stop.signal.aborted; number += 1) {
      await replacePair(source.lake, number)
      await source.lake.collectGarbage()
    }
    return number - 1
  })()
  const names: string[] = []
  for (let at = 0; at < 3; at += 1) names.push(await snapshot())
  stop.abort()
  const last = await loading
  expect(last).toBeGreaterThan(6)

  for (const [at, name] of names.entries()) {
    const restored = path.join(root, `busy-${at}`)
    await restoreBackup((await finish(name)).folder, restored)
    const again = await open(restored)
    const [a, b] = await readAll(again.lake.forOrg(ACME), { sql: PAIR })
    await again.close()
    const number = Number(a?.['low'])
    expect(a).toMatchObject({ service: 'a', low: number, high: number, n: number })
    expect(b).toMatchObject({ service: 'b', low: number, high: number, n: number })
    expect(number).toBeLessThanOrEqual(last)
  }
})

test('a backup without its keys has none, says so, and goes where it is told', async () => {
  const target = path.join(root, 'elsewhere/backup')
  const { folder, manifest } = await finish(await snapshot(), { target, keys: false })
  expect(folder).toBe(target)
  expect(manifest.has_keys).toBe(false)
  expect(await readdir(folder)).toEqual(['lake', 'manifest.json', 'postgres'])
  await expect(finish(await snapshot(), { target })).rejects.toThrow('exists already')
})

test('an unfinished, changed, cut or padded backup restores nothing', async () => {
  const name = await snapshot()
  const target = path.join(root, 'to-nowhere')
  await expect(restoreBackup(path.join(dataFolder, 'backups', name), target)).rejects.toThrow(
    'is not a finished backup',
  )
  const { folder } = await finish(name)
  const ring = path.join(folder, 'keys/ring.json')

  await writeFile(ring, '[]')
  await expect(restoreBackup(folder, target)).rejects.toMatchObject({
    message: expect.stringContaining('is damaged'),
    faults: [{ path: 'keys/ring.json', message: 'was changed' }],
  })
  await writeFile(ring, '{')
  await writeFile(path.join(folder, 'keys/other'), '')
  await expect(restoreBackup(folder, target)).rejects.toMatchObject({
    faults: [
      { path: 'keys/ring.json', message: 'is not 2 bytes long' },
      { path: 'keys/other', message: 'does not belong to the backup' },
    ],
  })
  await rm(path.join(folder, 'keys'), { recursive: true })
  await expect(restoreBackup(folder, target)).rejects.toMatchObject({
    faults: [{ path: 'keys/ring.json', message: 'is missing' }],
  })
  await expect(readdir(target)).rejects.toThrow('ENOENT')
  await expect(readdir(`${target}.restoring`)).rejects.toThrow('ENOENT')
})

test('a data folder with anything in it is never restored over, an empty one is filled', async () => {
  const { folder } = await finish(await snapshot())
  await expect(restoreBackup(folder, dataFolder)).rejects.toThrow('is not empty')
  const empty = path.join(root, 'empty')
  await mkdir(empty)
  await restoreBackup(folder, empty)
  expect(await readdir(empty)).toContain('postgres')
})

test('a snapshot whose command died is removed a day later, one in the making is not', async () => {
  const take = (at: number) => takeSnapshot({ dataFolder, database: source.database, lake: source.lake }, at)
  const [first, second] = [await take(Date.now()), await take(Date.now() + 1_000)]
  expect(await readdir(path.join(dataFolder, 'backups'))).toEqual(expect.arrayContaining([first, second]))
  const later = await take(Date.now() + 2 * 86_400_000)
  const left = await readdir(path.join(dataFolder, 'backups'))
  expect(left.filter((name) => name.endsWith('.unfinished'))).toEqual([later])
})
