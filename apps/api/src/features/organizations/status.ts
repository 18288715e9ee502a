import { findOrganization } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { datasetStatus } from './dataset-status.ts'

export const organizationStatus = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/status',
  operationId: 'organizationStatus',
  tag: 'Organizations',
  summary: 'Compare the dataset with the described tables',
  auth: { kind: 'root' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    status: z.enum(['SYNCED', 'OUT_OF_SYNC']),
    dataset_id: z.string().nullable(),
    dataset_exists: z.boolean(),
    profile_exists: z.boolean(),
    tables_expected: z.number().int(),
    tables_existing: z.array(z.string()),
    tables_missing: z.array(z.string()),
    message: z.string(),
  }),
  handler: async ({ org }, context) => {
    const organization = await findOrganization(context.database, org)
    const { expected, existing, missing } = await datasetStatus(context, org)
    return {
      org_slug: org,
      status: missing.length === 0 ? ('SYNCED' as const) : ('OUT_OF_SYNC' as const),
      dataset_id: organization?.org_dataset_id ?? null,
      dataset_exists: existing.length > 0,
      profile_exists: organization !== undefined,
      tables_expected: expected.length,
      tables_existing: [...existing],
      tables_missing: [...missing],
      message:
        missing.length === 0
          ? 'Every described table is there.'
          : `${missing.length} tables are missing; run sync.`,
    }
  },
})
