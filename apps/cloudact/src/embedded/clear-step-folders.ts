import { glob, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Removes the temporary folders of steps that a dead process left: all of them, or those not touched since `before`
 * (milliseconds) where other processes may be at work. What runs keep between attempts, such as pages already fetched,
 * stays: a run that resumes goes on from there.
 */
export async function clearStepFolders(scratchFolder: string, before = Infinity): Promise<void> {
  for await (const name of glob('*/step-*', { cwd: scratchFolder })) {
    const folder = path.join(scratchFolder, name)
    const { mtimeMs } = await stat(folder)
    if (mtimeMs < before) await rm(folder, { recursive: true, force: true })
  }
}
