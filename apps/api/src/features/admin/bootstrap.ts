import { centralTableStatus, syncCentralTables } from '@cloudact/store/bootstrap/central-tables'
import { z } from 'zod'
import { route } from '../../context.ts'
import { ColumnsByTable, NeverRecreate } from './bootstrap-shapes.ts'

export const bootstrap = route({
  method: 'POST',
  path: '/api/v1/admin/bootstrap',
  operationId: 'bootstrap',
  tag: 'Admin',
  summary: 'Make the central tables that are missing',
  auth: { kind: 'root' },
  body: z
    .strictObject({ force_recreate_dataset: NeverRecreate, force_recreate_tables: NeverRecreate })
    .prefault({}),
  output: z.object({
    status: z.literal('SUCCESS'),
    dataset_created: z.boolean(),
    tables_created: z.array(z.string()),
    tables_existed: z.array(z.string()),
    total_tables: z.number().int(),
    message: z.string(),
    schema_validation: z.object({ missing_columns: ColumnsByTable }),
  }),
  audit: { action: 'CREATE', resource: 'platform' },
  handler: async (_request, context) => {
    const tables = [...context.catalog.centralTables.values()]
    const before = await centralTableStatus(context.database, tables)
    const { tablesCreated } = await context.database.transaction((tx) =>
      syncCentralTables(tx, tables, { tables: true, columns: false }),
    )
    return {
      status: 'SUCCESS' as const,
      dataset_created: before.existing.length === 0 && tablesCreated.length > 0,
      tables_created: [...tablesCreated],
      tables_existed: [...before.existing],
      total_tables: before.expected.length,
      message:
        tablesCreated.length === 0
          ? 'Every central table was there already.'
          : `${tablesCreated.length} tables were made.`,
      schema_validation: { missing_columns: mutable(before.missingColumns) },
    }
  },
})

export function mutable(columns: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(columns).map(([table, names]) => [table, [...names]]))
}
