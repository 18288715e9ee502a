import type { ResolvedProvider } from './integration-shapes.ts'
import { AppError } from '@cloudact/core/errors'
import { type CredentialValidation, validateCredential } from '@cloudact/providers/validate'
import type { ApiContext } from '../../context.ts'
import type { CredentialFields } from './credential-input.ts'

/** Asks the vendor. The secrets become unprintable first. Throws `provider_unavailable` when it cannot be asked. */
export async function askVendor(
  context: ApiContext,
  { key, provider }: ResolvedProvider,
  fields: CredentialFields,
  metadata: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<CredentialValidation> {
  const secret = provider.credential_fields.filter((field) => field.secret)
  for (const { name } of secret) context.secrets.registerAll(fields[name])
  return validateCredential({
    provider: key,
    providerConfig: provider,
    secrets: fields,
    metadata,
    clock: context.clock,
    signal,
  })
}

/** As `askVendor`; throws `credential_rejected` when the vendor says no, so that nothing invalid is ever stored. */
export async function proveCredential(
  context: ApiContext,
  resolved: ResolvedProvider,
  fields: CredentialFields,
  metadata: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<CredentialValidation> {
  const validation = await askVendor(context, resolved, fields, metadata, signal)
  if (validation.status !== 'INVALID') return validation
  throw new AppError('credential_rejected', validation.message, {
    public: { provider: resolved.key, validation_status: 'INVALID', checks: validation.checks },
  })
}
