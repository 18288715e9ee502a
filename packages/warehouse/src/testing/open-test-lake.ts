import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, type Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database } from '@cloudact/core/ports/sql'
import { openLake, type Lake, type LakeOptions } from '../lake/open-lake.ts'

export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
}

export type TestLake = {
  readonly lake: Lake
  readonly folder: string
  readonly database: Database
  /** Closes the lake and its database and removes the folder. */
  close(): Promise<void>
}

/** A lake in a folder of its own under the system's temporary folder. */
export async function openTestLake(
  database: Database,
  options: Partial<LakeOptions> & { readonly clock?: Clock } = {},
): Promise<TestLake> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-lake-'))
  const lake = await openLake({
    folder,
    database,
    memoryLimitMb: 512,
    threads: 2,
    clock: systemClock,
    log: silentLogger,
    ...options,
  })
  return {
    lake,
    folder,
    database,
    async close() {
      await lake.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
