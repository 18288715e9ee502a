import type { Provider } from '@cloudact/catalog/provider'
import { AppError } from '@cloudact/core/errors'
import type { Credential } from '../processor.ts'
import type { ExtractConfig } from './extract-config.ts'

/** What a credential adds to a request. Never logged. */
export type Authorization = {
  readonly headers: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, string>>
}

/** Puts the credential where the vendor wants it. Throws `config_invalid` when the credential lacks the field asked for. */
export function authorize(
  auth: ExtractConfig['auth'],
  credential: Credential | undefined,
  provider: Provider | undefined,
): Authorization {
  const none = { headers: {}, params: {} }
  if (!credential) return none
  switch (auth.type) {
    case 'none':
      return none
    case 'bearer':
      return { headers: { authorization: `Bearer ${secretOf(credential, auth.secret_key)}` }, params: {} }
    case 'header':
      return {
        headers: {
          [auth.header_name.toLowerCase()]: `${auth.header_prefix}${secretOf(credential, auth.secret_key)}`,
        },
        params: {},
      }
    case 'query':
      return { headers: {}, params: { [auth.param_name]: secretOf(credential, auth.secret_key) } }
    case 'basic': {
      const pair =
        auth.secret_key === undefined
          ? `${fieldOf(credential, auth.username_key)}:${fieldOf(credential, auth.password_key)}`
          : secretOf(credential, auth.secret_key)
      return { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, params: {} }
    }
    case 'registry': {
      const header = provider?.auth_header ?? 'Authorization'
      // A bare scheme such as `Bearer` needs the space that separates it; other prefixes are meant as written.
      const prefix = (provider?.auth_prefix ?? '').replace(/^[A-Za-z]+$/, '$& ')
      return {
        headers: { [header.toLowerCase()]: `${prefix}${secretOf(credential, auth.secret_key)}` },
        params: {},
      }
    }
  }
}

function secretOf(credential: Credential, key: string | undefined): string {
  if (key !== undefined) return fieldOf(credential, key)
  const names = Object.keys(credential.secrets)
  const [only] = names
  const name =
    names.length === 1 && only !== undefined
      ? only
      : names.find((candidate) => candidate === 'api_key' || candidate === 'token')
  if (name === undefined) {
    throw new AppError(
      'config_invalid',
      `The credential of "${credential.provider}" has the fields ${names.join(', ')}: name one as auth.secret_key.`,
    )
  }
  return fieldOf(credential, name)
}

/** User names and the like may be stored as metadata instead. */
function fieldOf(credential: Credential, key: string): string {
  const value = credential.secrets[key] ?? credential.metadata[key]
  if (typeof value === 'string') return value
  const names = Object.keys(credential.secrets).join(', ')
  throw new AppError(
    'config_invalid',
    `The credential of "${credential.provider}" has no field "${key}". It has: ${names}.`,
  )
}
