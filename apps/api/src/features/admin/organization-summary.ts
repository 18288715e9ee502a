import type { OrgSlug } from '@cloudact/core/org-slug'
import { countOfOrganization } from '@cloudact/store/organizations/count-of-organization'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'

export const OrganizationSummary = z.object({
  org_slug: z.string(),
  datasets_created: z.number().int(),
  api_keys_count: z.number().int(),
  total_pipeline_runs: z.number().int(),
})

export async function organizationSummary(
  context: ApiContext,
  org: OrgSlug,
): Promise<z.input<typeof OrganizationSummary>> {
  const counts = await countOfOrganization(context.database, org)
  return {
    org_slug: org,
    datasets_created: 1,
    api_keys_count: counts.api_keys,
    total_pipeline_runs: counts.pipeline_runs,
  }
}
