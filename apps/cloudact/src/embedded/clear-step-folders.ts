import { glob, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * Removes the temporary folders of steps that a dead process left. What runs keep between attempts, such as pages
 * already fetched, stays: a run that resumes goes on from there.
 */
export async function clearStepFolders(scratchFolder: string): Promise<void> {
  for await (const folder of glob('*/step-*', { cwd: scratchFolder })) {
    await rm(path.join(scratchFolder, folder), { recursive: true, force: true })
  }
}
