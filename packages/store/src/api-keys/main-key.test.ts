import { expect, test } from 'vitest'
import { openPglite } from '../database/open-pglite.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { findMainApiKey } from './find-api-key.ts'

test('the key an organization had before there were several becomes its main key', async () => {
  const database = await openPglite({})
  try {
    const migrations = await readMigrations()
    await migrate(
      database,
      migrations.filter(({ name }) => name < '0040'),
    )
    await database.query(
      `INSERT INTO org_profiles (org_slug, company_name, admin_email, org_dataset_id, status) VALUES ('acme', 'Acme', 'a@example.com', 'acme_prod', 'ACTIVE')`,
    )
    for (const [id, active, day] of [
      ['key_revoked', false, '2026-01-03'],
      ['key_current', true, '2026-01-02'],
      ['key_older', true, '2026-01-01'],
    ] as const) {
      await database.query(
        `INSERT INTO org_api_keys (org_api_key_id, org_slug, org_api_key_hash, is_active, created_at) VALUES ($1, 'acme', $1, $2, $3)`,
        [id, active, day],
      )
    }

    await migrate(database, migrations)

    expect(await findMainApiKey(database, parseOrgSlug('acme'))).toMatchObject({
      org_api_key_id: 'key_current',
    })
    const main = await database.query('SELECT org_api_key_id FROM org_api_keys WHERE is_main')
    expect(main).toEqual([{ org_api_key_id: 'key_current' }])
  } finally {
    await database.close()
  }
})
