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
  encrypt(plaintext: Uint8Array, context: EncryptionContext): Promise<Sealed>
  /** Throws `internal` when the ciphertext was altered or belongs to another context. */
  decrypt(ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array>
  /** Version that new ciphertexts use. */
  currentKeyVersion(): Promise<string>
  /** Makes a new version current; old versions still decrypt. */
  rotate(): Promise<string>
}
