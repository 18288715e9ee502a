import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataFolder, socketName } from './owner-lock.ts'

test('a second live owner is refused by whatever name it uses; kill -9 frees the folder at once', async () => {
  const base = await mkdtemp(join(tmpdir(), 'cloudact-lock-'))
  const folder = join(base, 'data')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'hold-folder.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await symlink(folder, join(base, 'alias'))
  await expect(lockDataFolder(join(base, 'alias'))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(folder) as string,
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    message: expect.stringContaining('CLOUDACT_DATA_DIR') as string,
  })
  await lock.release()
  await (await lockDataFolder(folder)).release()
  await rm(base, { recursive: true })
})

test('every platform names the lock by the folder', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    expect(socketName('/a', platform)).not.toBe(socketName('/b', platform))
    expect(socketName('/a', platform).length).toBeLessThan(104)
  }
})
