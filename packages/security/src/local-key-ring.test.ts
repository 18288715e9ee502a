import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalKeyRing } from './local-key-ring.ts'
import { kmsContract } from './testing/kms-contract.ts'

const context = { orgSlug: 'acme', purpose: 'credential', subjectId: 'openai/cred_1' }
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

kmsContract('the local key ring', async () => {
  const own = await mkdtemp(join(tmpdir(), 'keys-'))
  return {
    open: () => openLocalKeyRing(own),
    loseFirstVersion: () => rm(join(own, 'kms-v1.key')),
    close: () => rm(own, { recursive: true }),
  }
})

describe('the local key ring', () => {
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

  it('numbers its versions', async () => {
    const ring = await openLocalKeyRing(folder)

    expect(await ring.rotate()).toBe('v2')
    expect(await ring.currentKeyVersion()).toBe('v2')
  })

  it('says which version is missing', async () => {
    const ring = await openLocalKeyRing(folder)
    const { ciphertext } = await ring.encrypt(bytes('x'), context)
    await ring.rotate()
    await rm(join(folder, 'kms-v1.key'))

    await expect((await openLocalKeyRing(folder)).decrypt(ciphertext, context)).rejects.toThrow(
      /version "v1" is missing/,
    )
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
