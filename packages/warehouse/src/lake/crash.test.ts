import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@cloudact/core/ports/sql'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { crashRounds } from '../testing/crash-rounds.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test(
  '25 kills during loads lose, double or tear no slice, fail no query and leave no orphan',
  { timeout: 120_000 },
  async () => {
    const report = await crashRounds(25, database)
    expect(report).toMatchObject({ faults: [], orphans: 0 })
    expect(report.acknowledged).toBeGreaterThanOrEqual(24)
  },
)
