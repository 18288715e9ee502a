import { requireProvider } from '@cloudact/catalog/find-provider'
import { AppError } from '@cloudact/core/errors'
import { deactivateCredentials } from '@cloudact/store/credentials/update-credential'
import { z } from 'zod'
import { route } from '../../context.ts'
import { Done } from '../shapes.ts'
import { IntegrationParams, userIdOf } from './integration-shapes.ts'

export const deleteIntegration = route({
  method: 'DELETE',
  path: '/api/v1/integrations/{org_slug}/{provider}',
  operationId: 'deleteIntegration',
  tag: 'Integrations',
  summary: 'Stop using the credentials of a provider; costs stay',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  output: Done.extend({ provider: z.string() }),
  audit: { action: 'DELETE', resource: 'integration' },
  handler: async ({ org, params, caller, auditDetail }, context) => {
    const { key, provider } = requireProvider(context.catalogFor(org), params.provider)
    const ids = await deactivateCredentials(context.database, org, key, userIdOf(caller))
    if (ids.length === 0) throw new AppError('not_found', `The integration "${key}" is not configured.`)
    auditDetail(ids.join(','), { provider: key })
    return {
      success: true,
      provider: key,
      message: `${provider.display_name} is no longer read. Costs read so far stay.`,
    }
  },
})
