import { AppError } from '@cloudact/core/errors'

/** Long-lived or temporary keys as the SDK wants them. */
export type AwsKeys = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** What a stored AWS credential holds: keys, and optionally a role to assume with them. */
export type AwsCredential = {
  readonly keys: AwsKeys
  readonly role: { readonly arn: string; readonly externalId: string | null } | null
}

const ACCESS_KEY = /^(AKIA|ASIA)[A-Z0-9]{16}$/
const SECRET_KEY = /^[A-Za-z0-9/+=]{40}$/
const ROLE_ARN = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/

/** Throws `credential_rejected` that names the wrong field and never shows a value. */
export function parseAwsCredential(secrets: Readonly<Record<string, string>>): AwsCredential {
  const accessKeyId = secrets['access_key_id'] ?? ''
  const secretAccessKey = secrets['secret_access_key'] ?? ''
  const sessionToken = secrets['session_token'] || undefined
  const roleArn = secrets['role_arn'] || undefined
  const faults = [
    ...(ACCESS_KEY.test(accessKeyId)
      ? []
      : [{ path: 'credential.access_key_id', message: 'starts with AKIA or ASIA and has 20 characters' }]),
    ...(SECRET_KEY.test(secretAccessKey)
      ? []
      : [{ path: 'credential.secret_access_key', message: 'has 40 characters' }]),
    ...(accessKeyId.startsWith('ASIA') && !sessionToken
      ? [{ path: 'credential.session_token', message: 'is needed with a temporary (ASIA) key' }]
      : []),
    ...(roleArn && !ROLE_ARN.test(roleArn)
      ? [{ path: 'credential.role_arn', message: 'must look like arn:aws:iam::123456789012:role/name' }]
      : []),
  ]
  if (faults.length > 0) {
    throw new AppError('credential_rejected', 'The AWS credential is not well formed. Enter it again.', {
      faults,
    })
  }
  return {
    keys: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    role: roleArn ? { arn: roleArn, externalId: secrets['external_id'] || null } : null,
  }
}
