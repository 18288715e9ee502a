import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKeptFolder, removeKeptFolder, removeStaleKeptFolders } from './kept-folder.ts'

describe('kept folders', () => {
  it('outlive an attempt, end with their run, and are swept when nobody came back', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'kept-'))
    for (const run of ['ended', 'crashed', 'running'])
      await writeFile(join(await openKeptFolder(scratch, run, 'extract'), 'page'), 'x')
    await removeKeptFolder(scratch, 'ended')
    await utimes(join(scratch, 'kept', 'crashed'), 1_000, 1_000)
    expect(await removeStaleKeptFolders(scratch, 2_000_000)).toBe(1)
    expect(await readdir(join(scratch, 'kept'))).toEqual(['running'])
    await rm(scratch, { recursive: true })
  })
})
