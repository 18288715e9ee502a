import { AppError } from '@cloudact/core/errors'
import { GoogleFault } from '../google/google-fault.ts'
import { unreadableSecret } from '../secret-errors.ts'

/** What the operator reads at start or in the log. Names the key and quotes Google; never shown to a tenant. */
export function describeKeyFault(
  key: string,
  what: 'encrypt' | 'decrypt' | 'manage',
  fault: GoogleFault,
): string {
  switch (fault.kind) {
    case 'denied':
      return what === 'manage'
        ? `The service account may not make versions of ${key}. Grant it "Cloud KMS Admin" on the key, or make a new primary version in Google Cloud and run "keys rewrap".`
        : `The service account may not ${what} with ${key}. Grant it "Cloud KMS CryptoKey Encrypter/Decrypter" on the key.`
    case 'credentials':
      return `Google did not accept the credentials of this process: ${fault.message}`
    case 'not_found':
      return `There is no key ${key}. Check project, location, key ring and name.`
    case 'not_enabled':
      return `A version of the key is disabled or destroyed: ${fault.message} Enable it, or make another one primary.`
    case 'refused':
      return `Cloud KMS refused the request: ${fault.message}`
    case 'transient':
      return `Cloud KMS cannot be reached: ${fault.message}`
  }
}

/** The error a caller of the KMS port gets. The reason for the operator is in its `detail`, which is only logged. */
export function toKeyError(key: string, what: 'encrypt' | 'decrypt' | 'manage', error: unknown): unknown {
  if (!(error instanceof GoogleFault)) return error
  if (what === 'decrypt' && error.kind === 'refused') return unreadableSecret(error)
  const options = { cause: error, detail: { key, reason: describeKeyFault(key, what, error) } }
  if (error.kind === 'transient') {
    return new AppError(
      'provider_unavailable',
      'The service that keeps the encryption key did not answer. Nothing was changed; try again in a minute.',
      options,
    )
  }
  // A disabled version concerns the secrets it wrapped; everything else concerns them all and can be put right.
  return new AppError(
    error.kind === 'not_enabled' ? 'internal' : 'provider_unavailable',
    'The encryption key of this deployment cannot be used, so secrets can be neither stored nor opened. The operator finds the reason in the log.',
    options,
  )
}
