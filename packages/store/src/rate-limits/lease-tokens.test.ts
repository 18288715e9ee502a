import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '@cloudact/core/ports/sql'
import { testDatabase } from '../testing/test-database.ts'
import { deleteIdleBuckets, leaseTokens } from './lease-tokens.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('never grants more than the bucket holds, however many ask at once', async () => {
  const leases = await Promise.all(Array.from({ length: 50 }, () => leaseTokens(database, 'stampede', 60, 7)))

  // A token comes back each second, so a slow machine may see a few more.
  const granted = leases.reduce((sum, lease) => sum + lease.granted, 0)
  expect(granted).toBeGreaterThanOrEqual(60)
  expect(granted).toBeLessThan(80)
  expect(leases.some((lease) => lease.granted === 0)).toBe(true)
})

it('refills with time, up to the limit', async () => {
  await leaseTokens(database, 'refilled', 60, 60)
  await database.query(
    "UPDATE rate_limit_buckets SET refilled_at = refilled_at - interval '30 seconds' WHERE bucket = 'refilled'",
  )
  expect((await leaseTokens(database, 'refilled', 60, 60)).granted).toBeGreaterThanOrEqual(30)
  await database.query(
    "UPDATE rate_limit_buckets SET refilled_at = refilled_at - interval '1 hour' WHERE bucket = 'refilled'",
  )
  expect(await leaseTokens(database, 'refilled', 60, 100)).toEqual({ granted: 60, left: 0 })
})

it('forgets idle buckets', async () => {
  await database.query(
    "UPDATE rate_limit_buckets SET refilled_at = refilled_at - interval '11 minutes' WHERE bucket = 'stampede'",
  )

  expect(await deleteIdleBuckets(database)).toBe(1)
})
