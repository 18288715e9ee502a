import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeStaleKeptFolders } from '@cloudact/engine/kept-folder'

/** Longer than any run may wait for its next attempt. */
const STALE_MILLISECONDS = 7 * 86_400_000

/** Removes what runs of any organization kept on disk and never came back for. `now` is milliseconds; answers how many. */
export async function clearScratch(scratchFolder: string, now: number): Promise<number> {
  await mkdir(scratchFolder, { recursive: true })
  let removed = 0
  for (const entry of await readdir(scratchFolder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    removed += await removeStaleKeptFolders(join(scratchFolder, entry.name), now - STALE_MILLISECONDS)
  }
  return removed
}
