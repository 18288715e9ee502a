import type { Kms } from '@cloudact/core/ports/kms'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const context = { orgSlug: 'acme', purpose: 'credential', subjectId: 'openai/cred_1' }
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array | undefined) => new TextDecoder().decode(data)

export type KmsUnderTest = {
  /** Another process on the same key: what each call opens knows nothing of the others. */
  open(): Promise<Kms>
  /** Makes the first version of the key unusable for good. */
  loseFirstVersion(): Promise<void>
  close(): Promise<void>
}

/** What every adapter of the KMS port guarantees. `set` makes a fresh key. */
export function kmsContract(name: string, set: () => Promise<KmsUnderTest>): void {
  describe(`${name}, as a KMS`, () => {
    let keeper: KmsUnderTest
    let kms: Kms
    beforeEach(async () => {
      keeper = await set()
      kms = await keeper.open()
    })
    afterEach(() => keeper.close())

    it('returns any bytes it was given, and never the same ciphertext twice', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (plaintext) => {
          const [first, second] = await Promise.all([
            kms.encrypt(plaintext, context),
            kms.encrypt(plaintext, context),
          ])
          expect(Buffer.compare(first.ciphertext, second.ciphertext)).not.toBe(0)
          expect(Buffer.compare(await kms.decrypt(first.ciphertext, context), plaintext)).toBe(0)
        }),
        { numRuns: 15 },
      )
    })

    it('keeps the plaintext out of the ciphertext', async () => {
      const { ciphertext } = await kms.encrypt(bytes('sk-live-0123456789'), context)

      expect(Buffer.from(ciphertext).toString('latin1')).not.toContain('sk-live')
    })

    it.each([
      ['another organization', { ...context, orgSlug: 'globex' }],
      ['another purpose', { ...context, purpose: 'api-key' }],
      ['another credential', { ...context, subjectId: 'openai/cred_2' }],
      ['another provider', { ...context, subjectId: 'anthropic/cred_1' }],
      ['parts moved across the border', { ...context, orgSlug: 'acme"', purpose: 'credential' }],
    ])('does not open a ciphertext for %s, nor wrap it again', async (_, other) => {
      const { ciphertext } = await kms.encrypt(bytes('sk-live-1'), context)
      const next = await kms.rotate()

      await expect(kms.decrypt(ciphertext, other)).rejects.toMatchObject({ code: 'internal' })
      await expect(kms.rewrap(ciphertext, other, next)).rejects.toMatchObject({ code: 'internal' })
    })

    it('does not open a ciphertext with any byte changed, or cut short', async () => {
      const { ciphertext } = await kms.encrypt(bytes('sk'), context)

      for (let index = 0; index < ciphertext.length; index += 1) {
        const altered = Uint8Array.from(ciphertext)
        altered[index] = (altered[index] ?? 0) ^ 1
        await expect(kms.decrypt(altered, context), `byte ${index}`).rejects.toMatchObject({
          code: 'internal',
        })
        await expect(kms.decrypt(ciphertext.subarray(0, index), context)).rejects.toMatchObject({
          code: 'internal',
        })
      }
    })

    it('opens old ciphertexts after a rotation, also in a process that opened before it', async () => {
      const old = await kms.encrypt(bytes('sk-live-1'), context)
      const rotating = await keeper.open()

      const version = await rotating.rotate()
      const fresh = await rotating.encrypt(bytes('sk-live-2'), context)

      expect(old.keyVersion).not.toBe(version)
      expect(fresh.keyVersion).toBe(version)
      expect(text(await rotating.decrypt(old.ciphertext, context))).toBe('sk-live-1')
      expect(text(await kms.decrypt(fresh.ciphertext, context))).toBe('sk-live-2')
      expect(await kms.currentKeyVersion()).toBe(version)
    })

    it('wraps again under the new version, after which the old one is not needed', async () => {
      const old = await kms.encrypt(bytes('sk-live-1'), context)
      const version = await kms.rotate()

      const moved = await kms.rewrap(old.ciphertext, context, version)
      await keeper.loseFirstVersion()
      const reopened = await keeper.open()

      expect(moved?.keyVersion).toBe(version)
      const ciphertext = moved?.ciphertext ?? new Uint8Array()
      expect(text(await reopened.decrypt(ciphertext, context))).toBe('sk-live-1')
      expect(await reopened.rewrap(ciphertext, context, version)).toBeUndefined()
      await expect(reopened.decrypt(old.ciphertext, context)).rejects.toMatchObject({ code: 'internal' })
    })
  })
}
