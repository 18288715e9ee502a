import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Database } from '@cloudact/core/ports/sql'
import { openPglite } from '../database/open-pglite.ts'
import { openPostgres } from '../database/open-postgres.ts'

/**
 * What a new Supabase project has and our migrations rely on: the roles of its API, `auth.uid()`, and everything in
 * "public" granted to everybody (https://supabase.com/docs/guides/database/postgres/roles).
 */
const PROJECT = [
  ...['anon', 'authenticated', 'service_role'].map(
    (role) => `DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} NOLOGIN ${role === 'service_role' ? 'BYPASSRLS' : ''};
      END IF;
    END $$`,
  ),
  'CREATE SCHEMA auth',
  `CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
     SELECT nullif(current_setting('request.jwt.claims', true)::jsonb ->> 'sub', '')::uuid $$`,
  'GRANT USAGE ON SCHEMA auth, public TO anon, authenticated, service_role',
  'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role',
]

/** An empty database like a new Supabase project's: PGlite, or one of its own on the server of TEST_DATABASE_URL. */
export async function supabaseDatabase(): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL']
  const database = url ? await emptyPostgres(url) : await openPglite()
  for (const statement of PROJECT) await database.query(statement)
  return database
}

async function emptyPostgres(url: string): Promise<Database> {
  const name = `cloudact_supabase_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = await openPostgres({ url: own.href })
  return {
    ...database,
    async close() {
      await database.close()
      await asAdministrator(url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
