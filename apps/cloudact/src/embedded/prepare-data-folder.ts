import { mkdir, open, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'there is a file of that name',
}

/** Makes the data folder (mode 0700) and writes to it once. Throws `config_invalid` that says what is in the way. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    const probe = path.join(folder, `.write-test-${process.pid}`)
    const file = await open(probe, 'w', 0o600)
    try {
      await file.writeFile('CloudAct writes here.\n')
      await file.sync()
    } finally {
      await file.close()
      await rm(probe, { force: true })
    }
  } catch (cause) {
    const reason = REASONS[codeOf(cause)] ?? `the system answered ${codeOf(cause)}`
    const message = `The data folder ${folder} cannot be used: ${reason}. Set CLOUDACT_DATA_DIR to a folder this user can write to.`
    throw new AppError('config_invalid', message, { cause })
  }
}

/** Level by level: the recursive mkdir of Node never returns below a folder that takes no entries, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder)
  if (parent !== folder && !(await isThere(parent))) await makeFolder(parent)
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'an unknown error'
}
