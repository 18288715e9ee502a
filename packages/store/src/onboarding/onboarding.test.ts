import { createHash, randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import type { TableSchema, Warehouse } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { organizationExists } from '../organizations/find-organization.ts'
import { testDatabase } from '../testing/test-database.ts'
import { onboardOrganization } from './onboard-organization.ts'
import { createSetUpOperations } from './set-up-operations.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const table = (name: string): TableSchema => ({ name, columns: [{ name: 'x', type: 'string' }] })
const limits = { daily_limit: 6, monthly_limit: 180, concurrent_limit: 20, seat_limit: 2, providers_limit: 3 }

/** The ports onboarding needs, with the one that fails chosen by the test. */
function dependencies(fails?: 'tables' | 'encryption') {
  const refused = () => Promise.reject(new AppError('storage_full', 'The disk is full.'))
  const kms: Pick<Kms, 'encrypt' | 'decrypt'> = {
    encrypt:
      fails === 'encryption'
        ? refused
        : (plaintext) => Promise.resolve({ ciphertext: plaintext, keyVersion: 'v1' }),
    decrypt: (ciphertext) => Promise.resolve(ciphertext),
  }
  const made: string[] = []
  const warehouse = {
    forOrg: () => ({
      ensureTable: (schema: TableSchema) => {
        if (fails === 'tables' && made.length === 1) return refused()
        made.push(schema.name)
        return Promise.resolve({ created: true, addedColumns: [] })
      },
      setTimeZone: () => Promise.resolve(),
    }),
  }
  return {
    made,
    database,
    // Only what onboarding calls of the two ports.
    warehouse: warehouse as unknown as Warehouse,
    kms: kms as Kms,
    keys: {
      generate: () => `key_${randomUUID()}`,
      hash: (key: string) => createHash('sha256').update(key).digest('hex'),
    },
    plans: new Map([['STARTER', { key: 'STARTER', ...limits }]]),
    tables: [table('a'), table('b')],
    centralTables: [table('org_overlay_table')],
    clock: { now: () => Date.parse('2026-01-31T12:00:00Z') },
  }
}
const parameters = {
  org_slug: 'acme',
  company_name: 'Acme',
  admin_email: 'ann@example.com',
  subscription_plan: 'starter',
  default_currency: 'USD',
  default_timezone: 'UTC',
}

it.each(['tables', 'encryption'] as const)('leaves no organization when %s fail half-way', async (part) => {
  await expect(createSetUpOperations(dependencies(part)).onboard(parameters)).rejects.toMatchObject({
    code: 'storage_full',
  })

  for (const name of ['org_profiles', 'org_subscriptions', 'org_api_keys', 'org_usage_quotas']) {
    expect(await database.query(`SELECT 1 AS x FROM ${name} WHERE org_slug <> 'system'`)).toEqual([])
  }
})

it('leaves no organization when its last row cannot be written', async () => {
  const input = {
    org: parseOrgSlug('acme'),
    companyName: 'Acme',
    adminEmail: 'ann@example.com',
    plan: 'STARTER',
    currency: 'USD',
    timezone: 'UTC',
    ownerUserId: 'nobody',
  }

  await expect(onboardOrganization(dependencies(), input)).rejects.toThrow()

  expect(await organizationExists(database, input.org)).toBe(false)
})

it('says what a dry run found, then onboards, and refuses the slug from then on', async () => {
  const operations = createSetUpOperations(dependencies())

  expect((await operations.dryRun(parameters)).every((check) => check.passed)).toBe(true)
  expect(await operations.onboard(parameters)).toEqual({ datasetId: 'acme_prod', tablesCreated: ['a', 'b'] })
  expect((await operations.dryRun(parameters)).find((check) => !check.passed)?.name).toBe('org_slug')
  await expect(operations.onboard(parameters)).rejects.toMatchObject({ code: 'conflict' })
  const [row] = await database.query('SELECT trial_end_date, status FROM org_subscriptions')
  expect(row).toEqual({ trial_end_date: '2026-02-14', status: 'TRIAL' })
})

it('bootstraps what an overlay describes, once', async () => {
  const operations = createSetUpOperations(dependencies())

  expect(await operations.bootstrap()).toMatchObject({ tablesCreated: ['org_overlay_table'] })
  expect(await operations.bootstrap()).toEqual({ tablesCreated: [], columnsAdded: {} })
})
