import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { clearStepFolders } from './clear-step-folders.ts'

it('removes what dead steps left and keeps what resuming runs need', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudact-scratch-'))
  try {
    for (const name of ['acme/step-a1b2', 'acme/kept-run-1', 'globex/step-c3d4']) {
      await mkdir(path.join(folder, name), { recursive: true })
      await writeFile(path.join(folder, name, 'page-1'), 'rows')
    }

    await clearStepFolders(folder)
    await clearStepFolders(path.join(folder, 'absent'))

    expect(await readdir(path.join(folder, 'acme'))).toEqual(['kept-run-1'])
    expect(await readdir(path.join(folder, 'globex'))).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('leaves the steps of other processes at work where the folder is shared', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudact-scratch-'))
  try {
    for (const name of ['step-old', 'step-new'])
      await mkdir(path.join(folder, 'acme', name), { recursive: true })
    await utimes(path.join(folder, 'acme/step-old'), new Date(1_000), new Date(1_000))

    await clearStepFolders(folder, 2_000)

    expect(await readdir(path.join(folder, 'acme'))).toEqual(['step-new'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
