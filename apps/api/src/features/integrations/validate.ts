import { requireProvider } from '@cloudact/catalog/find-provider'
import { recordValidation } from '@cloudact/store/credentials/update-credential'
import { route } from '../../context.ts'
import { IntegrationParams, IntegrationResult, userIdOf } from './integration-shapes.ts'
import { activeCredential, openCredential } from './open-credential.ts'
import { askVendor } from './prove-credential.ts'

export const validateIntegration = route({
  method: 'POST',
  path: '/api/v1/integrations/{org_slug}/{provider}/validate',
  operationId: 'validateIntegration',
  tag: 'Integrations',
  summary: 'Ask the vendor whether the stored credential still works',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  output: IntegrationResult,
  bucket: 'integration_setup',
  audit: { action: 'EXECUTE', resource: 'integration' },
  handler: async ({ org, params, caller, requestId, signal, auditDetail }, context) => {
    const resolved = requireProvider(context.catalogFor(org), params.provider)
    const row = await activeCredential(context, org, resolved.key)
    auditDetail(row.credential_id, { provider: resolved.key })
    const fields = await openCredential(context, org, row, {
      userId: userIdOf(caller),
      apiKeyId: caller.kind === 'key' ? caller.keyId : null,
      requestId,
    })
    const validation = await askVendor(context, resolved, fields, row.metadata ?? {}, signal)
    const error = validation.status === 'INVALID' ? context.secrets.redact(validation.message) : null
    await recordValidation(context.database, org, row.credential_id, { status: validation.status, error })
    return {
      success: validation.status !== 'INVALID',
      status: 'configured' as const,
      validation_status: validation.status,
      validation_error: error,
      credential_id: row.credential_id,
      provider: resolved.key,
      message: validation.message,
      checks: [...validation.checks],
    }
  },
})
