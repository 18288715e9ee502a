import { join } from 'node:path'
import { type Migration, MIGRATION_TABLE, readMigrations } from '../migrate.ts'

/** What only a Supabase database has; numbered in one sequence with the migrations. */
const SUPABASE_ONLY = join(import.meta.dirname, '..', '..', 'supabase')

export type SupabaseMigration = { readonly name: string; readonly text: string }

/**
 * The control plane's migrations as files the Supabase CLI applies. Each enables row security on the tables it makes,
 * so that a table is the services' own until a policy says otherwise, and records itself where `migrate` looks, so that
 * a service that starts afterwards finds nothing to do.
 */
export async function supabaseMigrations(): Promise<SupabaseMigration[]> {
  const [shared, own] = await Promise.all([readMigrations(), readMigrations(SUPABASE_ONLY)])
  const files = [
    ...shared.map((migration) => ({ migration, text: portable(migration) })),
    ...own.map((migration) => ({ migration, text: migration.text.trimEnd() })),
  ].sort((a, b) => a.migration.name.localeCompare(b.migration.name))
  return files.map(({ migration, text }, index) => ({
    name: timestamped(migration.name),
    text: [
      '-- Made by "npm run supabase" from packages/store. Change it there.',
      ...(index === 0 ? [SCHEMA] : []),
      'SET search_path TO organizations, public;',
      text,
      'RESET search_path;\n',
    ].join('\n\n'),
  }))
}

const SCHEMA = `CREATE SCHEMA IF NOT EXISTS organizations;
REVOKE ALL ON SCHEMA organizations FROM PUBLIC, anon, authenticated;
${MIGRATION_TABLE};
ALTER TABLE organizations.schema_migrations ENABLE ROW LEVEL SECURITY;`

function portable({ name, text, checksum }: Migration): string {
  const tables = [...text.matchAll(/^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+)/gm)].map(
    ([, table]) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
  )
  return [
    text.trimEnd(),
    ...(tables.length > 0 ? [tables.join('\n')] : []),
    `INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('${name}', '${checksum}');`,
  ].join('\n\n')
}

/** `0037_x.sql` → `20260101000037_x.sql`: the CLI wants fourteen digits, and keeps their order. */
function timestamped(name: string): string {
  const number = Number(name.slice(0, 4))
  const clock = [number / 3600, (number / 60) % 60, number % 60]
  return `20260101${clock.map((part) => String(Math.floor(part)).padStart(2, '0')).join('')}${name.slice(4)}`
}
