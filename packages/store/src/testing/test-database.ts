import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import pg from 'pg'
import type { Database } from '@cloudact/core/ports/sql'
import { openPglite } from '../database/open-pglite.ts'
import { openPostgres } from '../database/open-postgres.ts'
import { migrate } from '../migrate.ts'
import { databaseTemplate } from './database-template.ts'

/**
 * A migrated, empty control plane for one test file: PGlite in memory, or with TEST_DATABASE_URL a database of its
 * own on that server, dropped by `close`.
 */
export async function testDatabase(): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL']
  if (url !== undefined && url !== '') return testPostgres(url)
  return openPglite({ template: await openAsBlob(await databaseTemplate()) })
}

/** A new, empty database on a server; `drop` ends its connections and removes it. */
export async function ownPostgresDatabase(
  url: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `cloudact_test_${randomUUID().replaceAll('-', '')}`
  await runAsAdministrator(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => runAsAdministrator(url, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function testPostgres(url: string): Promise<Database> {
  const own = await ownPostgresDatabase(url)
  const database = await openPostgres({ url: own.url })
  await migrate(database)
  return {
    ...database,
    async close() {
      await database.close()
      await own.drop()
    },
  }
}

async function runAsAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
