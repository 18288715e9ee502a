import { listCredentials } from '@cloudact/store/credentials/list-credentials'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { IntegrationShape, toIntegration } from './integration-shapes.ts'

export const listIntegrations = route({
  method: 'GET',
  path: '/api/v1/integrations/{org_slug}',
  operationId: 'listIntegrations',
  tag: 'Integrations',
  summary: 'Every provider of the registry, configured or not',
  auth: { kind: 'scope', scope: 'integrations:read' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    integrations: z.record(z.string(), IntegrationShape),
    all_valid: z.boolean(),
    providers_configured: z.array(z.string()),
  }),
  handler: async ({ org }, context) => {
    const rows = await listCredentials(context.database, org)
    const integrations = [...context.catalogFor(org).providers].map(([key, provider]) =>
      toIntegration(
        { key, provider },
        rows.filter((row) => row.provider === key),
      ),
    )
    const configured = integrations.filter((integration) => integration.status !== 'NOT_CONFIGURED')
    return {
      org_slug: org,
      integrations: Object.fromEntries(
        integrations.map((integration) => [integration.provider, integration]),
      ),
      all_valid: configured.every(({ status }) => status === 'VALID' || status === 'PARTIAL_VALID'),
      providers_configured: configured.map(({ provider }) => provider),
    }
  },
})
