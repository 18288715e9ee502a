import { randomUUID } from 'node:crypto'
import type { Transaction } from '@cloudact/core/ports/sql'

/** Writes down that a version of the master key is current; the one before it is retired. */
export async function recordKeyVersion(
  tx: Transaction,
  version: { readonly provider: string; readonly keyVersion: string },
): Promise<void> {
  await tx.query(
    `UPDATE org_kms_keys SET status = 'RETIRED', rotated_at = now() WHERE provider = $1 AND status = 'ACTIVE' AND key_version <> $2`,
    [version.provider, version.keyVersion],
  )
  await tx.query(
    `INSERT INTO org_kms_keys (kms_key_id, provider, key_version, status) VALUES ($1, $2, $3, 'ACTIVE')
     ON CONFLICT (provider, key_version) DO UPDATE SET status = 'ACTIVE', rotated_at = NULL`,
    [`kms_${randomUUID()}`, version.provider, version.keyVersion],
  )
}
