import type { Slice } from '@cloudact/core/ports/warehouse'

/** What the catalog will say of one slice when the change has been made. */
export type PlannedSlice = {
  readonly sliceId: string
  readonly slice: Slice
  readonly rows: number
  readonly bytes: number
  readonly contentHash: string | null
}

/** A change of an organization's slices, written down before it is made. */
export type CommitPlan = {
  readonly runId: string
  readonly kind: 'replace' | 'drop'
  readonly slices: readonly PlannedSlice[]
}
