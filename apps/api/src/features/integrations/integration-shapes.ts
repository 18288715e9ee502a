import { CredentialField, type Provider } from '@cloudact/catalog/provider'
import type { Caller } from '@cloudact/http/caller'
import { VALIDATION_STATUSES, type CredentialRow } from '@cloudact/store/credentials/credential-row'
import { z } from 'zod'
import { OrgParams, iso, isoOrNull, Timestamp } from '../shapes.ts'

/** A registry entry under its key. */
export type ResolvedProvider = { readonly key: string; readonly provider: Provider }

export const IntegrationParams = OrgParams.extend({
  provider: z
    .string()
    .max(60)
    .meta({ example: 'openai', description: 'Registry key or alias, in any case.' }),
})

const StoredCredential = z.object({
  credential_id: z.string(),
  credential_name: z.string().nullable(),
  status: z.enum(VALIDATION_STATUSES),
  last_validated_at: Timestamp.nullable(),
  last_error: z.string().nullable(),
  created_at: Timestamp,
  metadata: z.record(z.string(), z.unknown()),
})

/** What the registry says about a provider and, when it is configured, about its newest credential. Never a secret. */
export const IntegrationShape = z
  .object({
    provider: z.string(),
    status: z.enum([...VALIDATION_STATUSES, 'NOT_CONFIGURED']),
    type: z.enum(['cloud', 'genai', 'saas']),
    display_name: z.string(),
    description: z.string(),
    registry_status: z.enum(['active', 'beta', 'retired']),
    credential_type: z.string(),
    credential_fields: z.array(CredentialField),
    metadata_fields: z.array(CredentialField),
    help: z.string(),
    credential_id: z.string().nullable(),
    credential_name: z.string().nullable(),
    last_validated_at: Timestamp.nullable(),
    last_error: z.string().nullable(),
    created_at: Timestamp.nullable(),
    metadata: z.record(z.string(), z.unknown()).nullable(),
    credentials: z.array(StoredCredential),
  })
  .meta({ id: 'Integration' })

export const IntegrationResult = z
  .object({
    success: z.boolean(),
    status: z.literal('configured'),
    validation_status: z.enum(VALIDATION_STATUSES),
    validation_error: z.string().nullable(),
    credential_id: z.string(),
    provider: z.string(),
    message: z.string(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
  })
  .meta({ id: 'IntegrationResult' })

/** `rows` are the provider's active credentials, newest first. */
export function toIntegration(
  { key, provider }: ResolvedProvider,
  rows: readonly CredentialRow[],
): z.input<typeof IntegrationShape> {
  const [newest] = rows
  return {
    provider: key,
    status: newest?.validation_status ?? 'NOT_CONFIGURED',
    type: provider.type,
    display_name: provider.display_name,
    description: provider.description,
    registry_status: provider.status,
    credential_type: provider.credential_type,
    credential_fields: provider.credential_fields,
    metadata_fields: provider.metadata_fields,
    help: provider.help,
    credential_id: newest?.credential_id ?? null,
    credential_name: newest?.credential_name ?? null,
    last_validated_at: newest ? isoOrNull(newest.last_validated_at) : null,
    last_error: newest?.last_error ?? null,
    created_at: newest ? iso(newest.created_at) : null,
    metadata: newest?.metadata ?? null,
    credentials: rows.map((row) => ({
      credential_id: row.credential_id,
      credential_name: row.credential_name,
      status: row.validation_status,
      last_validated_at: isoOrNull(row.last_validated_at),
      last_error: row.last_error,
      created_at: iso(row.created_at),
      metadata: row.metadata ?? {},
    })),
  }
}

/** Who is written down as having changed a credential. */
export function userIdOf(caller: Caller): string | null {
  if (caller.kind === 'person') return caller.userId
  return caller.kind === 'root' ? (caller.onBehalfOf ?? 'root') : null
}
