import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalKeyRing } from './local-key-ring.ts'

const context = { orgSlug: 'acme', purpose: 'credential', subjectId: 'openai/cred_1' }
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the local key ring', () => {
  it('returns any bytes it was given, and never the same ciphertext twice', async () => {
    const ring = await openLocalKeyRing(folder)

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (plaintext) => {
        const [first, second] = await Promise.all([
          ring.encrypt(plaintext, context),
          ring.encrypt(plaintext, context),
        ])
        expect(Buffer.compare(first.ciphertext, second.ciphertext)).not.toBe(0)
        expect(Buffer.compare(await ring.decrypt(first.ciphertext, context), plaintext)).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['another organization', { ...context, orgSlug: 'globex' }],
    ['another purpose', { ...context, purpose: 'api-key' }],
    ['another credential', { ...context, subjectId: 'openai/cred_2' }],
    ['parts moved across the border', { ...context, orgSlug: 'acme"', purpose: 'credential' }],
  ])('does not open a ciphertext for %s', async (_, other) => {
    const ring = await openLocalKeyRing(folder)
    const { ciphertext } = await ring.encrypt(bytes('sk-live-1'), context)

    await expect(ring.decrypt(ciphertext, other)).rejects.toMatchObject({ code: 'internal' })
  })

  it('does not open a ciphertext with any byte changed, or cut short', async () => {
    const ring = await openLocalKeyRing(folder)
    const { ciphertext } = await ring.encrypt(bytes('sk'), context)

    for (let index = 0; index < ciphertext.length; index += 1) {
      const altered = Uint8Array.from(ciphertext)
      altered[index] = (altered[index] ?? 0) ^ 1
      await expect(ring.decrypt(altered, context)).rejects.toMatchObject({ code: 'internal' })
      await expect(ring.decrypt(ciphertext.subarray(0, index), context)).rejects.toMatchObject({
        code: 'internal',
      })
    }
  })

  it('opens old ciphertexts after a rotation, also in a process that opened before it', async () => {
    const before = await openLocalKeyRing(folder)
    const old = await before.encrypt(bytes('sk-live-1'), context)
    const rotating = await openLocalKeyRing(folder)

    expect(await rotating.rotate()).toBe('v2')
    const fresh = await rotating.encrypt(bytes('sk-live-2'), context)

    expect([old.keyVersion, fresh.keyVersion]).toEqual(['v1', 'v2'])
    expect(text(await rotating.decrypt(old.ciphertext, context))).toBe('sk-live-1')
    expect(text(await before.decrypt(fresh.ciphertext, context))).toBe('sk-live-2')
    expect(await before.currentKeyVersion()).toBe('v2')
  })

  it('wraps again under the new version, after which the old key is not needed', async () => {
    const ring = await openLocalKeyRing(folder)
    const old = await ring.encrypt(bytes('sk-live-1'), context)
    await ring.rotate()

    const moved = await ring.rewrap(old.ciphertext, context)
    await rm(join(folder, 'kms-v1.key'))
    const reopened = await openLocalKeyRing(folder)

    expect(moved?.keyVersion).toBe('v2')
    expect(text(await reopened.decrypt(moved?.ciphertext ?? new Uint8Array(), context))).toBe('sk-live-1')
    expect(await reopened.rewrap(moved?.ciphertext ?? new Uint8Array(), context)).toBeUndefined()
    await expect(reopened.decrypt(old.ciphertext, context)).rejects.toThrow(/version "v1" is missing/)
    await expect(ring.rewrap(old.ciphertext, { ...context, orgSlug: 'globex' })).rejects.toMatchObject({
      code: 'internal',
    })
  })

  it('keeps its files to the owner and leaves no temporary file', async () => {
    await openLocalKeyRing(folder)

    const files = await readdir(folder)
    expect(files).toEqual(['kms-v1.key'])
    expect((await stat(join(folder, 'kms-v1.key'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('makes one first key when several processes start at once', async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => openLocalKeyRing(folder)))
    const sealed = await Promise.all(rings.map((ring) => ring.encrypt(bytes('x'), context)))

    for (const { ciphertext } of sealed)
      expect(text(await (rings[0] ?? rings[7])!.decrypt(ciphertext, context))).toBe('x')
    expect(await readFile(join(folder, 'kms-v1.key'), 'utf8')).toMatch(/^[\w+/]{43}=\n$/)
  })

  it('says what to do when a key file is damaged', async () => {
    const ring = await openLocalKeyRing(folder)
    const { ciphertext } = await ring.encrypt(bytes('x'), context)
    await writeFile(join(folder, 'kms-v1.key'), 'short')

    await expect((await openLocalKeyRing(folder)).decrypt(ciphertext, context)).rejects.toThrow(
      /Restore the key files/,
    )
  })
})
