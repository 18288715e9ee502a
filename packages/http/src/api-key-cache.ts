import type { Clock } from '@cloudact/core/ports/clock'
import type { ApiKeyRecord } from './route-services.ts'

/** A revoked key must stop working within a second in every process; the rest of it is for requests under way. */
const FRESH_MILLISECONDS = 500
const MOST_KEYS = 10_000

export type ApiKeyLookup = (hash: string) => Promise<ApiKeyRecord | undefined>

/** Remembers found keys for half a second. Unknown keys are not remembered: a key works from the moment it is made. */
export function cacheApiKeys(find: ApiKeyLookup, clock: Clock): ApiKeyLookup {
  const known = new Map<string, { readonly record: ApiKeyRecord; readonly until: number }>()
  return async (hash) => {
    const hit = known.get(hash)
    if (hit && clock.now() < hit.until && !hasExpired(hit.record, clock)) return hit.record
    // Counted from before the look-up, so that a slow database does not stretch the promise.
    const until = clock.now() + FRESH_MILLISECONDS
    const record = await find(hash)
    if (known.size >= MOST_KEYS) known.clear()
    if (record) known.set(hash, { record, until })
    else known.delete(hash)
    return record
  }
}

function hasExpired({ expiresAt }: ApiKeyRecord, clock: Clock): boolean {
  return expiresAt !== null && expiresAt.getTime() <= clock.now()
}
