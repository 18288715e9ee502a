import { openAsBlob, existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { openPglite } from '@cloudact/store/database/open-pglite'
import { databaseTemplate } from '@cloudact/store/testing/database-template'
import { openLake } from '../lake/open-lake.ts'
import { PAIRS, rowsOfNumber } from './crash-ledger.ts'
import { silentLogger } from './open-test-lake.ts'
import { remoteDatabase } from './remote-database.ts'
import { costTable, readAll, slice } from './warehouse-fixtures.ts'

/**
 * Child process of the crash test: `load-forever FOLDER FIRST [collect]`. Prints what is stored, then replaces pairs of
 * slices with ever higher numbers, printing each before it begins and after it is acknowledged, until it is killed.
 * With `collect` it deletes orphans and garbage instead and prints what is left on disk.
 */
const [, , folder, first, mode] = process.argv
if (folder === undefined || first === undefined) throw new Error('Usage: load-forever FOLDER FIRST [collect]')
const say = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`)

// With a message channel the control plane is the parent's and survives the kill; without one it dies along.
const database = process.send === undefined ? await openOwn(join(folder, 'postgres')) : remoteDatabase()
// Far in the future, so that everything that may be collected is.
const clock = mode === 'collect' ? { now: () => Date.now() + 1e10 } : systemClock
const lake = await openLake({
  folder: join(folder, 'lake'),
  database,
  memoryLimitMb: 256,
  threads: 1,
  clock,
  log: silentLogger,
})
const org = lake.forOrg(parseOrgSlug('acme'))
await org.ensureTable(costTable)

if (mode === 'collect') {
  await lake.collectOrphans()
  await lake.collectGarbage()
  await lake.collectOrphans()
  const named = await database.query<{ path: string }>('SELECT path FROM lake_files')
  const found = await readdir(join(folder, 'lake'), { recursive: true, withFileTypes: true })
  say({
    named: named.length,
    found: found.filter((entry) => entry.isFile()).length,
    stored: await stored(org),
  })
  await lake.close()
  await database.close()
} else {
  say({ stored: await stored(org) })
  void keepReading(org)
  for (let number = Number(first); ; number += 1) {
    const pair = number % PAIRS
    say({ begun: number })
    await org.replaceSlices(
      ['a', 'b'].map((half) => ({
        slice: slice(`2026-01-0${pair + 1}`, { accountId: half }),
        content: { kind: 'rows' as const, rows: [rowsOf(number, half)] },
      })),
      {
        runId: `run-${number}`,
        onCommit: async (tx) => {
          await tx.query('SELECT 1')
        },
      },
    )
    say({ acknowledged: number })
  }
}

async function openOwn(postgres: string): Promise<Database> {
  const template = existsSync(postgres) ? {} : { template: await openAsBlob(await databaseTemplate()) }
  return openPglite({ folder: postgres, ...template })
}

function rowsOf(number: number, half: string): Row[] {
  return Array.from({ length: rowsOfNumber(number) }, (_, index) => ({
    line_id: `${index}`,
    service: `${half}${number % PAIRS}`,
    charged_at: '2026-01-01T00:00:00Z',
    quantity: number,
    cost: '1',
  }))
}

/** Per slice: the numbers its rows carry and how many there are, from the detail and from the rollup. */
async function stored(warehouse: OrgWarehouse): Promise<readonly Row[]> {
  return readAll(warehouse, {
    sql: `SELECT d.service, d.low, d.high, d.n, r.n AS rollup_n
      FROM (SELECT service, MIN(quantity) AS low, MAX(quantity) AS high, COUNT(*) AS n FROM {{table(cost_lines)}} GROUP BY service) AS d
      LEFT JOIN (SELECT service, {{cast({{sum(row_count)}}, string)}} AS n FROM {{rollup(cost_lines)}} GROUP BY service) AS r
        ON r.service = d.service ORDER BY d.service`,
  })
}

async function keepReading(warehouse: OrgWarehouse): Promise<never> {
  for (;;) {
    const rows = await stored(warehouse).catch((error: unknown) => {
      say({ failed: String(error) })
      return []
    })
    const broken = rows.find((row) => row['low'] !== row['high'] || String(row['n']) !== row['rollup_n'])
    if (broken !== undefined) say({ failed: JSON.stringify(broken) })
  }
}
