import { centralTableStatus } from '@cloudact/store/bootstrap/central-tables'
import { z } from 'zod'
import { route } from '../../context.ts'
import { mutable } from './bootstrap.ts'
import { ColumnsByTable } from './bootstrap-shapes.ts'

export const bootstrapStatus = route({
  method: 'GET',
  path: '/api/v1/admin/bootstrap/status',
  operationId: 'bootstrapStatus',
  tag: 'Admin',
  summary: 'Compare the central tables with their descriptions',
  auth: { kind: 'root' },
  // Nothing is cached here, so a forced refresh is what everybody gets.
  query: z.strictObject({ force_refresh: z.stringbool().optional() }),
  output: z.object({
    status: z.enum(['SYNCED', 'OUT_OF_SYNC', 'NOT_BOOTSTRAPPED']),
    dataset_exists: z.boolean(),
    tables_expected: z.number().int(),
    tables_existing: z.array(z.string()),
    tables_missing: z.array(z.string()),
    tables_extra: z.array(z.string()),
    schema_diffs: z.object({ missing_columns: ColumnsByTable }),
    message: z.string(),
  }),
  handler: async (_request, context) => {
    const status = await centralTableStatus(context.database, context.catalog.centralTables.values())
    const exists = status.existing.length > 0
    const synced = status.missing.length === 0 && Object.keys(status.missingColumns).length === 0
    return {
      status: synced
        ? ('SYNCED' as const)
        : exists
          ? ('OUT_OF_SYNC' as const)
          : ('NOT_BOOTSTRAPPED' as const),
      dataset_exists: exists,
      tables_expected: status.expected.length,
      tables_existing: [...status.existing],
      tables_missing: [...status.missing],
      tables_extra: [...status.extra],
      schema_diffs: { missing_columns: mutable(status.missingColumns) },
      message: synced ? 'The central tables are as described.' : 'Something is missing; run bootstrap sync.',
    }
  },
})
