import { AppError } from '@cloudact/core/errors'
import type { CredentialSource } from './credential-source.ts'
import type { Credential, RunIdentity } from './processor.ts'

export type CredentialHints = {
  /** The credential the run was started for. */
  readonly runCredentialId?: string
  /** Outputs of earlier steps: `integrations.kms_decrypt` leaves `{provider, credential_id, context_key}`. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/**
 * Three steps, first hit wins: the run's own credential (it was started for one, or an earlier step selected one for this
 * provider), the organization's active credential of the provider, a credential an earlier step left under this name as
 * `context_key`. Throws `not_found` with what to set up.
 */
export async function resolveCredential(
  source: CredentialSource,
  run: RunIdentity,
  provider: string,
  hints: CredentialHints,
): Promise<Credential> {
  const base = { org: run.org, runId: run.runId, stepId: run.stepId }
  const references = Object.values(hints.outputs)
  const selected = references.find((output) => output.provider === provider && textOf(output.credential_id))
  for (const credentialId of [hints.runCredentialId, textOf(selected?.credential_id)]) {
    const own = credentialId ? await source.open({ ...base, provider, credentialId }) : null
    if (own) return own
  }

  const active = await source.open({ ...base, provider })
  if (active) return active

  const named = references.find((output) => output.context_key === provider)
  const namedProvider = textOf(named?.provider)
  const namedId = textOf(named?.credential_id)
  const direct =
    namedProvider && namedId
      ? await source.open({ ...base, provider: namedProvider, credentialId: namedId })
      : null
  if (direct) return direct

  throw new AppError(
    'not_found',
    `Step "${run.stepId}" needs a credential for "${provider}" and this organization has no active one. Set it up under Integrations.`,
    { detail: { provider, runId: run.runId } },
  )
}
