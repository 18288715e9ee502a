import type { Transaction } from '@cloudact/core/ports/sql'

/** Ends the live versions of slices. Each becomes the kept predecessor; the one kept before is let go. */
export async function retireLive(tx: Transaction, sliceIds: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `UPDATE lake_slice_versions old SET kept = false
    WHERE old.kept AND old.slice_id = ANY ($1::bigint[]) AND EXISTS (
      SELECT FROM lake_slice_versions live WHERE live.slice_id = old.slice_id AND live.replaced_at IS NULL)`,
    [sliceIds],
  )
  await tx.query(
    'UPDATE lake_slice_versions SET replaced_at = $2, kept = true WHERE slice_id = ANY ($1::bigint[]) AND replaced_at IS NULL',
    [sliceIds, now],
  )
}
