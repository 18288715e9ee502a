import { requireProvider } from '@cloudact/catalog/find-provider'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { checkMetadata } from './check-metadata.ts'
import { CredentialRequest, givenCredential, readCredential, readMetadata } from './credential-input.ts'
import { IntegrationParams, IntegrationResult, userIdOf } from './integration-shapes.ts'
import { proveCredential } from './prove-credential.ts'
import { checkProviderLimit, storeCredential } from './store-credential.ts'

export const setupIntegration = route({
  method: 'POST',
  path: '/api/v1/integrations/{org_slug}/{provider}/setup',
  operationId: 'setupIntegration',
  tag: 'Integrations',
  summary: 'Prove, encrypt and store a credential',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  body: z.strictObject(CredentialRequest),
  output: IntegrationResult,
  bucket: 'integration_setup',
  audit: { action: 'CREATE', resource: 'integration' },
  handler: async ({ org, params, body, caller, signal, auditDetail }, context) => {
    const resolved = requireProvider(context.catalogFor(org), params.provider)
    const { key, provider } = resolved
    if (provider.status === 'retired')
      throw new AppError('conflict', `${provider.display_name} is retired and takes no new credentials.`)
    const given = givenCredential(body)
    if (given === undefined) throw new AppError('invalid_input', 'Send the credential in "credential".')
    context.secrets.registerAll(given)
    const fields = readCredential(provider, given)
    const metadata = readMetadata(provider, body.metadata ?? {})
    await checkMetadata(context, metadata)
    await checkProviderLimit(context, org, key)
    const validation = await proveCredential(context, resolved, fields, metadata, signal)
    const name = body.credential_name ?? provider.display_name
    const row = await storeCredential(context, {
      org,
      resolved,
      name,
      fields,
      metadata,
      status: validation.status,
      userId: userIdOf(caller),
    })
    auditDetail(row.credential_id, {
      provider: key,
      credential_name: name,
      validation_status: validation.status,
    })
    return {
      success: true,
      status: 'configured' as const,
      validation_status: validation.status,
      validation_error: null,
      credential_id: row.credential_id,
      provider: key,
      message: validation.message,
      checks: [...validation.checks],
    }
  },
})
