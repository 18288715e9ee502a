import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadOrCreateRootKey, loadOrCreateSessionSecret } from './generated-secret.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('generates the root key once, for the owner only, and finds it again', async () => {
  const first = await loadOrCreateRootKey({ folder })
  const second = await loadOrCreateRootKey({ folder })

  expect(first).toEqual({ value: expect.stringMatching(/^[\w-]{48}$/), created: true })
  expect(second).toEqual({ value: first.value, created: false })
  expect((await stat(join(folder, 'root-api-key'))).mode & 0o777).toBe(0o600)
})

it('agrees on one value when several processes start at once', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateSessionSecret({ folder })))

  expect(new Set(made.map((secret) => secret.value)).size).toBe(1)
  expect(made.filter((secret) => secret.created)).toHaveLength(1)
})

it('prefers the given value and refuses one that is too short without repeating it', async () => {
  const given = 'g'.repeat(32)

  expect(await loadOrCreateRootKey({ folder, given })).toEqual({ value: given, created: false })
  const refused = loadOrCreateRootKey({ folder, given: 'hunter2' })
  await expect(refused).rejects.toMatchObject({ code: 'config_invalid' })
  await expect(refused).rejects.not.toThrow(/hunter2/)
})

it('says what to do about an empty key file', async () => {
  await writeFile(join(folder, 'root-api-key'), '')

  await expect(loadOrCreateRootKey({ folder })).rejects.toThrow(/exists but is empty/)
})
