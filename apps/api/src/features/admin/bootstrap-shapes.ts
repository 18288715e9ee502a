import { z } from 'zod'

/** Recreating means deleting everything; it is not offered. */
export const NeverRecreate = z
  .literal(false, { error: 'Recreating would delete data and is not offered. Restore a backup instead.' })
  .default(false)

export const ColumnsByTable = z.record(z.string(), z.array(z.string()))
