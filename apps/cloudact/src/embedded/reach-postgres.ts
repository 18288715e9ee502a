import { AppError } from '@cloudact/core/errors'
import type { Database } from '@cloudact/core/ports/sql'
import { openPostgres } from '@cloudact/store/database/open-postgres'

/** Connects to DATABASE_URL. Throws `provider_unavailable` saying what the server said, without the password. */
export async function reachPostgres(url: string): Promise<Database> {
  try {
    return await openPostgres({ url })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    // The driver names address, database or user, never the password.
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The database in DATABASE_URL cannot be used: ${reason}. Check the address and that it is running.`
    throw new AppError('provider_unavailable', message, { cause })
  }
}
