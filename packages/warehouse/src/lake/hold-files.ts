import { copyFile, link, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sql } from '@cloudact/core/ports/sql'
import type { LakeContext } from './lake-context.ts'

/** Every file the catalog refers to as of one moment, safe from garbage collection until released. */
export type HeldFiles = {
  readonly count: number
  /** Gives each file a second name below `target`; a real copy where that is on another disk. */
  copyTo(target: string): Promise<void>
  release(): void
}

/** `sql` says which moment: a transaction sees its own. */
export async function holdFiles(lake: LakeContext, sql: Sql): Promise<HeldFiles> {
  const rows = await sql.query<{ path: string }>(
    `SELECT path FROM lake_files f WHERE EXISTS (
      SELECT FROM lake_slice_versions v WHERE f.file_id IN (v.detail_file, v.rollup_file))`,
  )
  const paths = rows.map(({ path }) => path)
  const release = lake.pins.pin(paths.map((path) => join(lake.folder, path)))
  return {
    count: paths.length,
    async copyTo(target) {
      await mkdir(target, { recursive: true })
      for (const path of paths) await linkOrCopy(join(lake.folder, path), join(target, path))
    },
    release,
  }
}

/** The files never change, so a link is a copy that costs nothing. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await link(from, to)
  } catch (error) {
    if (!cannotLink(error)) throw error
    await copyFile(from, to)
  }
}

function cannotLink(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EXDEV', 'EPERM', 'ENOTSUP'].includes(String(error.code))
  )
}
