import { createHash } from 'node:crypto'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { sliceKey } from '../lake/assert-slice.ts'

/** The value of a row's slice column: one short text for the five parts of the key, the same in every run. */
export function sliceId(slice: Slice): string {
  return createHash('sha256').update(sliceKey(slice)).digest('hex').slice(0, 32)
}
