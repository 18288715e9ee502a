/** What a ciphertext is bound to: decrypting it for another org, provider or credential fails. */
export type EncryptionContext = {
  readonly orgSlug: string
  readonly purpose: string
  readonly subjectId: string
}

export type Sealed = {
  /** Self-describing envelope: format, key version, wrapped data key, nonce, ciphertext, tag. */
  readonly ciphertext: Uint8Array
  readonly keyVersion: string
}

/** Envelope encryption with a key that never leaves its keeper. */
export interface Kms {
  /** Who keeps the master key, as recorded beside its versions: `local` or `google`. */
  readonly provider: string
  encrypt(plaintext: Uint8Array, context: EncryptionContext): Promise<Sealed>
  /**
   * Throws `internal` when the ciphertext was altered or belongs to another context, `provider_unavailable` when the
   * keeper could not be asked.
   */
  decrypt(ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array>
  /** Version that new ciphertexts use. */
  currentKeyVersion(): Promise<string>
  /** Makes a new version current; old versions still decrypt. */
  rotate(): Promise<string>
  /**
   * Wraps the data key again under the current version; undefined when it is wrapped by that one already. `current` is
   * what `currentKeyVersion` answered, asked once for many ciphertexts. A keeper that has not switched over yet may answer
   * with a former version. Throws as `decrypt` does.
   */
  rewrap(ciphertext: Uint8Array, context: EncryptionContext, current: string): Promise<Sealed | undefined>
}
