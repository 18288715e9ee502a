import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareDataFolder } from './prepare-data-folder.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'cloudact-folder-'))
})
afterAll(() => rm(root, { recursive: true }))

describe('prepareDataFolder', () => {
  it('makes a private folder, parents included, leaves nothing in it, and accepts it again', async () => {
    const folder = path.join(root, 'a/b/data')

    await prepareDataFolder(folder)
    await prepareDataFolder(folder)

    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readdir(folder)).toEqual([])
  })

  it('names a file that is in the way, at the end or in the middle of the path', async () => {
    const file = path.join(root, 'file')
    await writeFile(file, '')

    await expect(prepareDataFolder(file)).rejects.toMatchObject({
      code: 'config_invalid',
      message: `The data folder ${file} cannot be used: there is a file of that name. Set CLOUDACT_DATA_DIR to a folder this user can write to.`,
    })
    await expect(prepareDataFolder(path.join(file, 'data'))).rejects.toThrow('a part of the path is a file')
  })

  it.runIf(process.platform === 'linux')('comes back from a folder that takes no entries', async () => {
    await expect(prepareDataFolder('/proc/cloudact/data')).rejects.toMatchObject({ code: 'config_invalid' })
  })
})
