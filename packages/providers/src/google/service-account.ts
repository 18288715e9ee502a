import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const ServiceAccount = z.object({
  type: z.literal('service_account'),
  project_id: z.string().regex(/^[a-z][a-z0-9.:-]{4,60}$/),
  private_key: z.string().includes('PRIVATE KEY'),
  client_email: z.string().regex(/^[^\s@]+@[^\s@]+\.gserviceaccount\.com$/),
})

/** What is used of a key file. Addresses in it (`token_uri`, `universe_domain`) are a tenant's words and are not. */
export type ServiceAccount = {
  readonly projectId: string
  readonly clientEmail: string
  readonly privateKey: string
}

/** Throws `credential_rejected` that names the wrong field and shows no value. */
export function parseServiceAccount(secrets: Readonly<Record<string, string>>): ServiceAccount {
  const refuse = (message: string) =>
    new AppError('credential_rejected', `${message} Paste the whole JSON key file of a service account.`)
  let value: unknown
  try {
    value = JSON.parse(secrets['service_account_json'] ?? secrets['credential'] ?? '')
  } catch {
    throw refuse('The service account key is no JSON.') // The parser's words would quote the key.
  }
  const parsed = ServiceAccount.safeParse(value)
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].filter(Boolean)
    throw refuse(`The service account key is not well formed (${fields.join(', ') || 'no object'}).`)
  }
  const { project_id: projectId, client_email: clientEmail, private_key: privateKey } = parsed.data
  return { projectId, clientEmail, privateKey }
}
