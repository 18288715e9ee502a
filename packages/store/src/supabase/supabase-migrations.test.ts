import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Database, SqlRow } from '@cloudact/core/ports/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate, splitStatements } from '../migrate.ts'
import { linkAccount } from '../people/link-account.ts'
import { supabaseDatabase } from '../testing/supabase-database.ts'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { supabaseMigrations } from './supabase-migrations.ts'

const FOLDER = resolve(import.meta.dirname, '../../../../supabase/migrations')
/** What signed-in people may read; every other table is the services' alone. */
const READABLE = ['auth_users', 'org_members', 'org_profiles', 'org_subscriptions']

let database: Database
const ann = randomUUID()
const bob = randomUUID()
const ids = new Map<string, string>()
beforeAll(async () => {
  database = await supabaseDatabase()
  for (const name of (await readdir(FOLDER)).sort()) {
    // In one transaction, as the CLI does it.
    const text = await readFile(join(FOLDER, name), 'utf8')
    await database.transaction(async (tx) => {
      for (const statement of splitStatements(text)) await tx.query(statement)
    })
    // The CLI's connection has no search path of ours; this one does.
    await database.query('SET search_path TO organizations, public')
  }
  for (const [org, subject, name] of [
    ['acme', ann, 'ann'],
    ['globex', bob, 'bob'],
  ] as const) {
    await testOrganization(database, org)
    const person = await database.transaction((tx) =>
      linkAccount(tx, {
        provider: 'supabase',
        accountId: subject,
        email: `${name}@example.com`,
        name,
        create: true,
      }),
    )
    ids.set(subject, person?.id ?? '')
    await database.query(`INSERT INTO org_members (org_slug, user_id, role) VALUES ($1, $2, 'viewer')`, [
      org,
      person?.id ?? '',
    ])
  }
})
afterAll(() => database.close())

/** Runs a statement as Supabase's API does for the holder of a token. */
function as(role: string, subject: string | null, statement: string): Promise<SqlRow[]> {
  return database.transaction(async (tx) => {
    await tx.query(`SET LOCAL ROLE ${role}`)
    await tx.query(`SELECT set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: subject, role }),
    ])
    return tx.query(statement)
  })
}
const tables = (from: Database) =>
  from.query<{ name: string; secured: boolean; policies: string[] }>(
    `SELECT relname AS name, relrowsecurity AS secured, ARRAY(
       SELECT polname::text FROM pg_policy WHERE polrelid = class.oid AND polname <> 'tenant' ORDER BY 1) AS policies
     FROM pg_class AS class WHERE relnamespace = 'organizations'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
  )
const columns = (from: Database) =>
  from.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = 'organizations' ORDER BY 1, 2`,
  )

describe('the migrations for the Supabase CLI', () => {
  it('are what "npm run supabase" writes', async () => {
    const expected = await supabaseMigrations()

    expect((await readdir(FOLDER)).sort()).toEqual(expected.map(({ name }) => name))
    for (const { name, text } of expected) expect(await readFile(join(FOLDER, name), 'utf8'), name).toBe(text)
    expect(expected.every(({ name }) => /^\d{14}_\w+\.sql$/.test(name))).toBe(true)
  })

  it('make the same tables as the services do, which then find nothing to do', async () => {
    const plain = await testDatabase()

    expect(await columns(database)).toEqual(await columns(plain))
    expect(await migrate(database)).toEqual([])
    await plain.close()
  })

  it('put every table under row security, with policies for what members may read and nothing else', async () => {
    const all = await tables(database)

    expect(all.filter(({ secured }) => !secured)).toEqual([])
    expect(all.filter(({ policies }) => policies.length > 0).map(({ name }) => name)).toEqual(READABLE)
  })
})

describe('row security on Supabase', () => {
  it('shows members their organization, its plan, its members and themselves, and nothing of another', async () => {
    expect(await as('authenticated', ann, 'SELECT org_slug, plan_name FROM public.organizations')).toEqual([
      { org_slug: 'acme', plan_name: 'STARTER' },
    ])
    expect(
      await as('authenticated', ann, 'SELECT org_slug, user_id, role FROM public.organization_members'),
    ).toEqual([{ org_slug: 'acme', user_id: ids.get(ann), role: 'viewer' }])
    expect(await as('authenticated', ann, 'SELECT email FROM public.profiles')).toEqual([
      { email: 'ann@example.com' },
    ])
    for (const name of ['org_profiles', 'org_subscriptions', 'org_members'])
      expect(await as('authenticated', bob, `SELECT org_slug FROM organizations.${name}`)).toEqual([
        { org_slug: 'globex' },
      ])
  })

  it('shows nothing to a person we do not know, and refuses visitors', async () => {
    for (const name of ['profiles', 'organizations', 'organization_members']) {
      expect(await as('authenticated', randomUUID(), `SELECT * FROM public.${name}`)).toEqual([])
      expect(await as('authenticated', null, `SELECT * FROM public.${name}`)).toEqual([])
      await expect(as('anon', null, `SELECT * FROM public.${name}`)).rejects.toThrow(/permission denied/)
    }
  })

  it.each([
    `UPDATE public.organization_members SET role = 'owner'`,
    `UPDATE organizations.org_members SET role = 'owner'`,
    `INSERT INTO organizations.org_members (org_slug, user_id, role) VALUES ('globex', organizations.current_person(), 'owner')`,
    `DELETE FROM organizations.org_members`,
    `UPDATE organizations.org_subscriptions SET plan_name = 'ENTERPRISE'`,
    `UPDATE public.organizations SET company_name = 'x'`,
    `UPDATE organizations.org_profiles SET company_name = 'x'`,
    `UPDATE public.profiles SET email = 'bob@example.com'`,
    `UPDATE organizations.auth_users SET email_verified = true`,
    `INSERT INTO organizations.auth_accounts (id, user_id, account_id, provider_id) VALUES ('x', 'x', 'x', 'supabase')`,
  ])('lets nobody promote themselves: %s', async (statement) => {
    await expect(as('authenticated', ann, statement)).rejects.toThrow(
      /permission denied|cannot (update|insert)/,
    )
  })

  it('lets people change their own name and no other', async () => {
    await as('authenticated', ann, `UPDATE public.profiles SET name = 'Ann A.'`)

    expect(await database.query('SELECT name FROM auth_users ORDER BY email')).toEqual([
      { name: 'Ann A.' },
      { name: 'bob' },
    ])
  })

  it('refuses people every table that is the services’ own', async () => {
    for (const { name } of await tables(database)) {
      if (READABLE.includes(name)) continue
      const read = `SELECT * FROM organizations."${name}"`
      await expect(as('authenticated', ann, read), name).rejects.toThrow(/permission denied/)
    }
  })

  it('leaves people to the services’ other roles, by grant', async () => {
    const role = `service_${randomUUID().slice(0, 8)}`
    await database.query(`CREATE ROLE ${role} NOLOGIN`)
    await database.query(`GRANT USAGE ON SCHEMA organizations TO ${role}`)
    await database.query(`GRANT SELECT ON organizations.auth_users TO ${role}`)

    expect(await as(role, null, 'SELECT id FROM organizations.auth_users')).toHaveLength(2)
    await database.query(`DROP OWNED BY ${role}`)
    await database.query(`DROP ROLE ${role}`)
  })
})
