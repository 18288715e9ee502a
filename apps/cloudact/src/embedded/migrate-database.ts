import { AppError } from '@cloudact/core/errors'
import { migrate } from '@cloudact/store/migrate'
import type { Settings } from '../env.ts'
import { reachPostgres } from './reach-postgres.ts'

/** Brings DATABASE_URL to the newest schema and says what was applied. The embedded database does so at every start. */
export async function migrateDatabase(settings: Settings): Promise<string> {
  if (settings.databaseUrl === undefined)
    throw new AppError(
      'invalid_input',
      'Set DATABASE_URL to the database to migrate. The embedded one is migrated at every start.',
    )
  const database = await reachPostgres({ url: settings.databaseUrl })
  try {
    const applied = await migrate(database)
    return applied.length === 0 ? 'nothing to apply' : `applied ${applied.join(', ')}`
  } finally {
    await database.close()
  }
}
