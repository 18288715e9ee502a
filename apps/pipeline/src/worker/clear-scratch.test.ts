import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeptFolder } from '@cloudact/engine/kept-folder'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearScratch } from './clear-scratch.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-scratch-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('only what was kept for a week goes, of every organization; a first start has nothing to do', async () => {
  const now = Date.now()
  for (const [org, run, days] of [
    ['acme', 'old', 8],
    ['acme', 'open', 1],
    ['globex', 'old', 9],
  ] as const) {
    await openKeptFolder(join(folder, org), run, 'step')
    const at = new Date(now - days * 86_400_000)
    await utimes(join(folder, org, 'kept', run), at, at)
  }
  await mkdir(join(folder, 'initech'))

  expect(await clearScratch(folder, now)).toBe(2)
  expect(await readdir(join(folder, 'acme/kept'))).toEqual(['open'])
  expect(await clearScratch(join(folder, 'none-yet'), now)).toBe(0)
})
