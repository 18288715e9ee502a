import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { Database } from '@cloudact/core/ports/sql'
import { raiseFence } from './fence/raise-fence.ts'

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', 'migrations')

/** Any fixed number: two starters of the same database must agree on it. */
const LOCK = 7_214_001

export type Migration = { readonly name: string; readonly text: string; readonly checksum: string }

/** Where applied migrations are written down. */
export const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS organizations.schema_migrations (
  name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`

/** The `NNNN_name.sql` files of a folder in order. */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the control plane's schema and its fence up to date in one transaction and returns the names it applied. A second starter
 * waits and finds nothing to do. Throws `config_invalid` when a file that was applied has changed since.
 */
export async function migrate(database: Database, migrations?: readonly Migration[]): Promise<string[]> {
  const files = migrations ?? (await readMigrations())
  return database.transaction(async (tx) => {
    // A large table may take longer than a request's statement may, and so may waiting for another starter.
    await tx.query('SET LOCAL statement_timeout = 0')
    await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`)
    await tx.query('CREATE SCHEMA IF NOT EXISTS organizations')
    await tx.query(MIGRATION_TABLE)
    const known = await tx.query<{ name: string; checksum: string }>(
      'SELECT name, checksum FROM schema_migrations',
    )
    const checksums = new Map(known.map((row) => [row.name, row.checksum]))
    const applied: string[] = []
    for (const file of files) {
      const checksum = checksums.get(file.name)
      if (checksum === file.checksum) continue
      if (checksum !== undefined) {
        throw new AppError(
          'config_invalid',
          `Migration ${file.name} was changed after it had been applied to this database. Restore the file and add a new one.`,
        )
      }
      for (const statement of splitStatements(file.text)) await tx.query(statement)
      await tx.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
        file.name,
        file.checksum,
      ])
      applied.push(file.name)
    }
    await raiseFence(tx)
    return applied
  })
}

/** Splits at semicolons that end a line, outside `$$` bodies: the only form the migration files use. */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let current: string[] = []
  let inBody = false
  for (const line of text.split('\n')) {
    current.push(line)
    if ((line.split('$$').length - 1) % 2 === 1) inBody = !inBody
    if (inBody || !line.trimEnd().endsWith(';')) continue
    statements.push(current.join('\n').trim())
    current = []
  }
  const rest = current.filter((line) => line.trim() !== '' && !line.trim().startsWith('--')).join('\n')
  if (rest !== '') statements.push(rest)
  return statements
}
