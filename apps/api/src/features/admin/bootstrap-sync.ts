import { syncCentralTables } from '@cloudact/store/bootstrap/central-tables'
import { z } from 'zod'
import { route } from '../../context.ts'
import { mutable } from './bootstrap.ts'
import { ColumnsByTable } from './bootstrap-shapes.ts'

export const bootstrapSync = route({
  method: 'POST',
  path: '/api/v1/admin/bootstrap/sync',
  operationId: 'bootstrapSync',
  tag: 'Admin',
  summary: 'Add missing central tables and columns',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      sync_missing_tables: z.boolean().default(true),
      sync_missing_columns: z.boolean().default(false),
    })
    .prefault({}),
  output: z.object({
    status: z.literal('SUCCESS'),
    tables_created: z.array(z.string()),
    columns_added: ColumnsByTable,
    errors: z.array(z.string()),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'platform' },
  handler: async ({ body }, context) => {
    const result = await context.database.transaction((tx) =>
      syncCentralTables(tx, context.catalog.centralTables.values(), {
        tables: body.sync_missing_tables,
        columns: body.sync_missing_columns,
      }),
    )
    return {
      status: 'SUCCESS' as const,
      tables_created: [...result.tablesCreated],
      columns_added: mutable(result.columnsAdded),
      errors: [],
      message: `${result.tablesCreated.length} tables made, columns added to ${Object.keys(result.columnsAdded).length}.`,
    }
  },
})
