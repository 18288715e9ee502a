import { AppError } from '@cloudact/core/errors'

export function unreadableSecret(cause?: unknown): AppError {
  return new AppError(
    'internal',
    'A stored secret cannot be decrypted: it was altered, or it belongs to another organization or credential. Enter the credential again.',
    { cause },
  )
}

/** `sealedWith` says which key it was: for the log. */
export function foreignSecret(sealedWith: string): AppError {
  return new AppError(
    'internal',
    'A stored secret was encrypted with another key than this deployment uses. The operator gives it that key, or the credential is entered again.',
    { detail: { sealedWith } },
  )
}
