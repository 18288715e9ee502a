import { recordKeyVersion } from '@cloudact/store/encryption/record-key-version'
import { rewrapSecrets } from '@cloudact/store/encryption/rewrap-secrets'
import { z } from 'zod'
import type { ApiContext } from '../context.ts'

export const RewrapResult = z.object({
  key_version: z.string(),
  rewrapped: z.number().int(),
  remaining: z
    .number()
    .int()
    .describe('Still under a former version because the key service goes on using it; wrap again later'),
  unreadable: z
    .array(z.object({ kind: z.string(), org_slug: z.string(), id: z.string() }))
    .describe('Altered, or wrapped by a version that is gone. Left as they are: enter these again'),
})

/**
 * Writes down which version is current and wraps every stored secret with it. What was done before it was cut off stays
 * done. Throws `provider_unavailable` when the key cannot be used.
 */
export async function rewrapAll({ database, kms }: ApiContext): Promise<z.output<typeof RewrapResult>> {
  const outcome = await rewrapSecrets(database, kms)
  const { keyVersion } = outcome
  await database.transaction((tx) => recordKeyVersion(tx, { provider: kms.provider, keyVersion }))
  return {
    key_version: keyVersion,
    rewrapped: outcome.rewrapped,
    remaining: outcome.remaining,
    unreadable: outcome.unreadable.map(({ kind, org, id }) => ({ kind, org_slug: org, id })),
  }
}
