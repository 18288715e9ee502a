import { requireProvider } from '@cloudact/catalog/find-provider'
import { listCredentials } from '@cloudact/store/credentials/list-credentials'
import { route } from '../../context.ts'
import { IntegrationParams, IntegrationShape, toIntegration } from './integration-shapes.ts'

export const getIntegration = route({
  method: 'GET',
  path: '/api/v1/integrations/{org_slug}/{provider}',
  operationId: 'getIntegration',
  tag: 'Integrations',
  summary: 'One provider and its credential',
  auth: { kind: 'scope', scope: 'integrations:read' },
  params: IntegrationParams,
  output: IntegrationShape,
  handler: async ({ org, params }, context) => {
    const resolved = requireProvider(context.catalogFor(org), params.provider)
    const rows = await listCredentials(context.database, org)
    return toIntegration(
      resolved,
      rows.filter((row) => row.provider === resolved.key),
    )
  },
})
