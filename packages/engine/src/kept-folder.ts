import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a step keeps what later attempts of the same run go on from. */
function keptFolder(scratchFolder: string, runId: string, stepId?: string): string {
  return join(scratchFolder, 'kept', runId, ...(stepId === undefined ? [] : [stepId]))
}

export async function openKeptFolder(scratchFolder: string, runId: string, stepId: string): Promise<string> {
  const folder = keptFolder(scratchFolder, runId, stepId)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Removes what a run kept, or one step of it: it is over, and another run starts from fresh pages. */
export async function removeKeptFolder(scratchFolder: string, runId: string, stepId?: string): Promise<void> {
  await rm(keptFolder(scratchFolder, runId, stepId), { recursive: true, force: true })
}

/** Removes what runs kept that were never continued, such as after a crash. `before` is milliseconds since the epoch. */
export async function removeStaleKeptFolders(scratchFolder: string, before: number): Promise<number> {
  const root = join(scratchFolder, 'kept')
  await mkdir(root, { recursive: true })
  let removed = 0
  for (const runId of await readdir(root)) {
    const { mtimeMs } = await stat(join(root, runId))
    if (mtimeMs >= before) continue
    await rm(join(root, runId), { recursive: true, force: true })
    removed += 1
  }
  return removed
}
