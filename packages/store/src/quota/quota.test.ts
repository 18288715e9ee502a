import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { healAllQuotas } from './heal-quota.ts'
import { quotaRefusal } from './quota-refusal.ts'
import { readQuota } from './read-quota.ts'
import { releaseQuota } from './release-quota.ts'
import { reserveQuota, type Reservation } from './reserve-quota.ts'
import { resetDailyQuotas, resetMonthlyQuotas } from './reset-quotas.ts'
import { lockSubscription } from './subscription.ts'

const NOON = Date.parse('2026-01-31T12:00:00Z')
const DAY = 86_400_000

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

function reserve(org: OrgSlug, now = NOON): Promise<Reservation> {
  return database.transaction(async (tx) => reserveQuota(tx, org, await lockSubscription(tx, org), now))
}
const counters = (org: OrgSlug, day: string): Promise<object[]> =>
  database.query(
    `SELECT pipelines_run_today AS today, pipelines_run_month AS month, concurrent_pipelines_running AS running
     FROM org_usage_quotas WHERE org_slug = $1 AND usage_date = $2::date`,
    [org, day],
  )

describe('quota', () => {
  test('a thousand reservations at once against a limit of 20 grant exactly 20, in one row of the day', async () => {
    const org = await testOrganization(database, 'stampede', { concurrent: 20, daily: 5000, monthly: 90000 })
    const results = await Promise.all(Array.from({ length: 1_000 }, () => reserve(org)))
    expect(results.filter((result) => result.granted)).toHaveLength(20)
    expect(results.find((result) => !result.granted)).toEqual({
      granted: false,
      limit: 'concurrent',
      value: 20,
    })
    expect(await counters(org, '2026-01-31')).toEqual([{ today: 20, month: 20, running: 20 }])
  })

  test('concurrent starts cannot exceed the daily cap, and the day ends at midnight UTC', async () => {
    const org = await testOrganization(database, 'daily_cap', { daily: 3 })
    const results = await Promise.all(Array.from({ length: 5 }, () => reserve(org)))
    expect(results.filter((result) => result.granted)).toHaveLength(3)
    expect(await reserve(org, Date.parse('2026-01-31T23:59:59.999Z'))).toEqual({
      granted: false,
      limit: 'daily',
      value: 3,
    })
    expect(await reserve(org, Date.parse('2026-02-01T00:00:00Z'))).toEqual({ granted: true })
  })

  test('the month count is carried into each new day and starts again with the month', async () => {
    const org = await testOrganization(database, 'monthly_cap', { monthly: 2 })
    expect((await reserve(org, NOON - 10 * DAY)).granted).toBe(true)
    expect((await reserve(org, NOON - 2 * DAY)).granted).toBe(true)
    expect(await reserve(org, NOON)).toEqual({ granted: false, limit: 'monthly', value: 2 })
    expect((await readQuota(database, org, NOON)).pipelines_run_month).toBe(2)
    expect((await reserve(org, NOON + DAY)).granted).toBe(true)
    expect((await readQuota(database, org, NOON + DAY)).pipelines_run_month).toBe(1)
  })

  test('only ACTIVE and TRIAL subscriptions may run', async () => {
    for (const status of ['SUSPENDED', 'CANCELLED', 'active']) {
      const org = await testOrganization(database, `status_${status.toLowerCase()}`, { status })
      await expect(reserve(org)).rejects.toMatchObject({
        code: 'forbidden',
        public: { subscription_status: status },
      })
    }
    expect(await reserve(await testOrganization(database, 'status_trial', { status: 'TRIAL' }))).toEqual({
      granted: true,
    })
  })

  test('a release frees the slot, refunds nothing and counts the end', async () => {
    const org = await testOrganization(database, 'released', { concurrent: 1 })
    await reserve(org)
    expect((await reserve(org)).granted).toBe(false)
    await database.transaction((tx) => releaseQuota(tx, org, 'failed', NOON))
    expect(await counters(org, '2026-01-31')).toEqual([{ today: 1, month: 1, running: 0 }])
    expect(await readQuota(database, org, NOON)).toMatchObject({
      pipelines_failed_today: 1,
      pipelines_succeeded_today: 0,
    })
    expect((await reserve(org)).granted).toBe(true)
  })

  test('a leaked slot is healed by counting the runs that hold one', async () => {
    const org = await testOrganization(database, 'leaked', { concurrent: 1 })
    await reserve(org)
    expect(await healAllQuotas(database, NOON)).toContain(org)
    expect((await reserve(org)).granted).toBe(true)
  })

  test('the daily job opens rows with the carried month, the monthly one empties it', async () => {
    const org = await testOrganization(database, 'jobs', {})
    await reserve(org, NOON - DAY)
    expect(await resetDailyQuotas(database, NOON)).toBeGreaterThan(0)
    expect(await resetDailyQuotas(database, NOON)).toBe(0)
    expect(await counters(org, '2026-01-31')).toEqual([{ today: 0, month: 1, running: 0 }])
    await resetMonthlyQuotas(database, NOON)
    expect(await counters(org, '2026-01-31')).toEqual([{ today: 0, month: 0, running: 0 }])
  })

  test('a refusal says which limit it was and when it frees', () => {
    expect(quotaRefusal('daily', 6, NOON)).toMatchObject({
      status: 429,
      retryAfterSeconds: 43_200,
      public: { limit: 'daily', limit_value: 6 },
    })
    expect(quotaRefusal('monthly', 180, NOON - DAY).retryAfterSeconds).toBe(43_200 + 86_400)
    expect(quotaRefusal('concurrent', 20, NOON).retryAfterSeconds).toBe(60)
  })
})
