import { createHash, randomUUID } from 'node:crypto'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@cloudact/core/errors'

export type DataFolderLock = { readonly release: () => Promise<void> }

/**
 * Makes this process the only owner of a data folder. The lock is a listening socket named after the folder's real
 * path, which the kernel gives up with the process: after a kill -9 the next start succeeds at once and no stale lock
 * file can keep it out. Throws `conflict` when another live process owns the folder.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  await mkdir(folder, { recursive: true })
  const path = await realpath(folder)
  const token = randomUUID()
  const name = socketName(path, process.platform)
  const server = createServer((socket) => socket.end(token))
  // The socket is a lock, not work: it must not keep the process alive.
  server.unref()
  try {
    await listen(server, name)
  } catch (error) {
    if (!isInUse(error)) throw error
    if (!isFile(name) || (await answer(name)) !== undefined) throw taken(path)
    await rm(name, { force: true })
    await listen(server, name).catch(() => {
      throw taken(path)
    })
    // Two starters may both have removed the dead socket; the one whose socket answers last has the name.
    await delay(100)
    if ((await answer(name)) !== token) {
      server.close()
      throw taken(path)
    }
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Abstract on Linux and a pipe on Windows: both vanish with their owner. Elsewhere a socket file that may be left over. */
export function socketName(realPath: string, platform: NodeJS.Platform): string {
  const id = `cloudact-${createHash('sha256').update(realPath).digest('hex').slice(0, 32)}`
  if (platform === 'linux') return `\0${id}`
  if (platform === 'win32') return `\\\\.\\pipe\\${id}`
  return join(tmpdir(), `${id}.sock`)
}

function isFile(name: string): boolean {
  return !name.startsWith('\0') && !name.startsWith('\\\\.\\pipe\\')
}

function listen(server: Server, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(name, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** What the socket's owner says, or `undefined` when nobody is there. */
function answer(name: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(name)
    socket.on('data', (data) => (text += data.toString()))
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(text === '' ? undefined : text))
  })
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function taken(path: string): AppError {
  return new AppError(
    'conflict',
    `Another CloudAct process is already using the data folder ${path}. Stop it first, or start this one with another folder in CLOUDACT_DATA_DIR.`,
  )
}
