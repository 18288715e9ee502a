import { requireProvider } from '@cloudact/catalog/find-provider'
import { AppError } from '@cloudact/core/errors'
import { recordValidation, updateCredential } from '@cloudact/store/credentials/update-credential'
import { z } from 'zod'
import { route } from '../../context.ts'
import { checkMetadata } from './check-metadata.ts'
import { CredentialRequest, givenCredential, readCredential, readMetadata } from './credential-input.ts'
import { IntegrationParams, IntegrationResult, userIdOf } from './integration-shapes.ts'
import { activeCredential, openCredential } from './open-credential.ts'
import { proveCredential } from './prove-credential.ts'
import { storeCredential } from './store-credential.ts'

export const updateIntegration = route({
  method: 'PUT',
  path: '/api/v1/integrations/{org_slug}/{provider}',
  operationId: 'updateIntegration',
  tag: 'Integrations',
  summary: 'Replace the credential, its name or where the bill comes from',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  body: z.strictObject(CredentialRequest),
  output: IntegrationResult,
  bucket: 'integration_setup',
  audit: { action: 'UPDATE', resource: 'integration' },
  handler: async ({ org, params, body, caller, requestId, signal, auditDetail }, context) => {
    const resolved = requireProvider(context.catalogFor(org), params.provider)
    const { key, provider } = resolved
    const given = givenCredential(body)
    if (given === undefined && body.metadata === undefined && body.credential_name === undefined) {
      throw new AppError('invalid_input', 'Give a credential, a credential_name or metadata to change.')
    }
    const current = await activeCredential(context, org, key)
    auditDetail(current.credential_id, { provider: key, changed: Object.keys(body) })
    const userId = userIdOf(caller)
    const name = body.credential_name ?? current.credential_name ?? provider.display_name
    const changed = body.metadata === undefined ? undefined : readMetadata(provider, body.metadata)
    if (changed) await checkMetadata(context, changed)
    const metadata = changed ?? current.metadata ?? {}

    if (given === undefined && body.metadata === undefined) {
      await updateCredential(context.database, org, current.credential_id, { name, userId })
      return {
        success: true,
        status: 'configured' as const,
        validation_status: current.validation_status,
        validation_error: current.last_error,
        credential_id: current.credential_id,
        provider: key,
        message: 'The name was changed.',
        checks: [],
      }
    }

    if (given !== undefined) context.secrets.registerAll(given)
    const fields =
      given === undefined
        ? await openCredential(context, org, current, {
            userId,
            apiKeyId: caller.kind === 'key' ? caller.keyId : null,
            requestId,
          })
        : readCredential(provider, given)
    const validation = await proveCredential(context, resolved, fields, metadata, signal)
    let credentialId = current.credential_id
    if (given === undefined) {
      await updateCredential(context.database, org, credentialId, { name, metadata, userId })
      await recordValidation(context.database, org, credentialId, { status: validation.status, error: null })
    } else {
      // A rename at once would leave the old credential active under the old name.
      if (name !== current.credential_name)
        await updateCredential(context.database, org, credentialId, { name, userId })
      credentialId = (
        await storeCredential(context, {
          org,
          resolved,
          name,
          fields,
          metadata,
          status: validation.status,
          userId,
        })
      ).credential_id
    }
    return {
      success: true,
      status: 'configured' as const,
      validation_status: validation.status,
      validation_error: null,
      credential_id: credentialId,
      provider: key,
      message: validation.message,
      checks: [...validation.checks],
    }
  },
})
