import { ensureTables } from '@cloudact/store/onboarding/onboard-organization'
import { datasetOf } from '@cloudact/store/onboarding/onboarding-input'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

export const repairTables = route({
  method: 'POST',
  path: '/api/v1/{org_slug}/repair-tables',
  operationId: 'repairTables',
  tag: 'Organizations',
  summary: 'Make missing tables again',
  auth: { kind: 'root' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    dataset_id: z.string(),
    tables_created: z.array(z.string()),
    tables_existing: z.array(z.string()),
    tables_failed: z.array(z.string()),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'dataset' },
  handler: async ({ org }, context) => {
    const tables = context.catalogFor(org).tables
    const created = await ensureTables(context.warehouse, org, tables.values())
    return {
      org_slug: org,
      dataset_id: datasetOf(org),
      tables_created: created,
      tables_existing: [...tables.keys()].filter((name) => !created.includes(name)),
      tables_failed: [],
      message: created.length === 0 ? 'Nothing was missing.' : `${created.length} tables were made.`,
    }
  },
})
