import { AppError } from '@cloudact/core/errors'
import type { Database } from '@cloudact/core/ports/sql'
import { openPostgres, type PostgresOptions } from '@cloudact/store/database/open-postgres'

/** Connects to DATABASE_URL. Throws `provider_unavailable` saying what the server said, without the password. */
export async function reachPostgres(options: PostgresOptions): Promise<Database> {
  try {
    return await openPostgres(options)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    // The driver names address, database or user, never the password.
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The database in DATABASE_URL cannot be used: ${reason}. Check the address and that it is running.`
    throw new AppError('provider_unavailable', message, { cause })
  }
}
