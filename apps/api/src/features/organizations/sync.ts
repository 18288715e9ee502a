import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

export const syncOrganization = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/sync',
  operationId: 'syncOrganization',
  tag: 'Organizations',
  summary: 'Add the tables and columns the dataset lacks',
  auth: { kind: 'root' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    status: z.literal('SYNCED'),
    tables_created: z.array(z.string()),
    columns_added: z.record(z.string(), z.array(z.string())),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'dataset' },
  handler: async ({ org }, context) => {
    const dataset = context.warehouse.forOrg(org)
    const created: string[] = []
    const added: Record<string, string[]> = {}
    for (const table of context.catalogFor(org).tables.values()) {
      const result = await dataset.ensureTable(table)
      if (result.created) created.push(table.name)
      else if (result.addedColumns.length > 0) added[table.name] = [...result.addedColumns]
    }
    return {
      org_slug: org,
      status: 'SYNCED' as const,
      tables_created: created,
      columns_added: added,
      message: `${created.length} tables created, columns added to ${Object.keys(added).length}. Nothing is ever dropped.`,
    }
  },
})
