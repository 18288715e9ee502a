import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { duckdbString } from '../sql/duckdb-dialect.ts'
import { toAppError } from './duckdb-error.ts'
import type { Session, StatementRun } from './engine.ts'

/** An immutable file that is durable on disk but that no catalog row names yet. */
export type StagedFile = {
  readonly id: string
  /** Relative to the lake's folder. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** Per column, by name. */
  readonly stats: ReadonlyMap<string, ColumnStats>
}

export type ColumnStats = { readonly nulls: number; readonly min: string | null; readonly max: string | null }

export type FilePlace = {
  readonly folder: string
  readonly org: OrgSlug
  readonly table: string
  readonly period: string
}

/**
 * Every thread holds a whole row group while it fills it. A cost table has more than a hundred columns: at the engine's
 * 122,880 rows two threads need half a gigabyte for that alone, at this size a fifth, for the same processor time.
 */
const ROW_GROUP_ROWS = 30_720

/**
 * Writes a query's result as one Parquet file: to a temporary name, synced, renamed, and its folders synced, so that a
 * name without a leading dot is always a whole file. Returns undefined (and leaves nothing) for an empty result.
 * On failure nothing is left behind but, after a crash, a file that orphan collection finds.
 */
export async function writeParquet(
  session: Session,
  place: FilePlace,
  run: StatementRun,
): Promise<StagedFile | undefined> {
  const id = randomUUID()
  const folder = join(place.org, place.table, place.period)
  const path = join(folder, `${id}.parquet`)
  const temporary = join(place.folder, folder, `.${id}.parquet.tmp`)
  const target = join(place.folder, path)
  await makeFolder(place.folder, folder)
  try {
    const [written] = await session.rows({
      ...run,
      sql: `COPY (${run.sql}) TO ${duckdbString(temporary)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP_ROWS}, RETURN_STATS)`,
    })
    const rows = Number(written?.['count'] ?? 0)
    if (rows === 0) {
      await rm(temporary, { force: true })
      return undefined
    }
    await sync(temporary)
    await rename(temporary, target)
    await sync(dirname(target))
    return {
      id,
      path,
      rows,
      bytes: Number(written?.['file_size_bytes']),
      stats: readStats(written?.['column_statistics']),
    }
  } catch (error) {
    await rm(temporary, { force: true })
    throw toAppError(error, run)
  }
}

/** Creates the folders that are missing and makes their names durable. */
async function makeFolder(root: string, relative: string): Promise<void> {
  const first = await mkdir(join(root, relative), { recursive: true })
  if (first === undefined) return
  const top = dirname(first)
  for (let folder = join(root, relative); folder.length >= top.length; folder = dirname(folder)) {
    await sync(folder)
    if (folder === dirname(folder)) break
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** RETURN_STATS yields a map of quoted column name to a map of names to texts. */
function readStats(statistics: unknown): Map<string, ColumnStats> {
  return new Map(
    readMap(statistics).map(([column, values]) => {
      const of = new Map(readMap(values))
      const text = (name: string): string | null => {
        const value = of.get(name)
        return typeof value === 'string' ? value : null
      }
      return [unquote(column), { nulls: Number(text('null_count') ?? 0), min: text('min'), max: text('max') }]
    }),
  )
}

function readMap(value: unknown): (readonly [string, unknown])[] {
  if (!Array.isArray(value)) return []
  return value.map((entry: { key?: unknown; value?: unknown }) => [String(entry.key), entry.value] as const)
}

function unquote(name: string): string {
  return name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}
