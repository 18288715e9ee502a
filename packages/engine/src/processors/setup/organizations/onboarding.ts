import { z } from 'zod'
import { newOrganization } from '../../../new-organization.ts'
import { defineProcessor } from '../../../processor.ts'
import { requireService } from '../../../require-service.ts'

/** Creates an organization: profile, subscription, quota, API key, dataset and its tables. */
export default defineProcessor({
  summary: 'Onboards an organization.',
  config: z.strictObject({}),

  async run(context) {
    const setup = requireService(context.services, 'setup', 'setup.organizations.onboarding')
    const organization = newOrganization(context)
    const { datasetId, tablesCreated } = await setup.onboard(organization, context.signal)
    context.progress(`${tablesCreated.length} tables created`)
    return {
      rows: 0,
      output: {
        org_slug: organization.org_slug,
        dataset_id: datasetId,
        tables_created: tablesCreated.length,
      },
    }
  },
})
