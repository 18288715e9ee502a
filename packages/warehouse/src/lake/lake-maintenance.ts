import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { collectGarbage, type Collected } from './collect-garbage.ts'
import { collectOrphans } from './collect-orphans.ts'
import { compactMonth, type Compacted } from './compact-month.ts'
import { diffSlice, type SliceDiff } from './diff-slice.ts'
import { holdFiles, type HeldFiles } from './hold-files.ts'
import type { LakeContext } from './lake-context.ts'
import { rebuildRollups } from './rebuild-rollups.ts'

/** Work beside the warehouse port: what the scheduler runs at night, and the restatement diff. */
export type LakeMaintenance = {
  /** Deletes files that were replaced longer ago than the grace time and are no kept predecessor. */
  collectGarbage(): Promise<Collected>
  /** Deletes files on disk that no catalog row names: the rest of crashed loads. */
  collectOrphans(): Promise<Collected>
  /** Merges the day slices of a closed month (`YYYY-MM`) into one file. Slices stay replaceable one by one. */
  compactMonth(org: OrgSlug, table: string, month: string): Promise<Compacted>
  /** Rewrites rollup files made by an older definition; returns how many. Queries are right without it, only slower. */
  rebuildRollups(org: OrgSlug, table: string): Promise<number>
  /** Holds the files that make up the whole lake as `sql` sees it, for a backup. Release them. */
  holdFiles(sql: Sql): Promise<HeldFiles>
  /** What changed from a generation (the kept predecessor when not given) to the live version of a slice. */
  diffSlice(org: OrgSlug, slice: Slice, generation?: number): Promise<SliceDiff>
}

export function lakeMaintenance(context: LakeContext): LakeMaintenance {
  return {
    collectGarbage: () => collectGarbage(context),
    collectOrphans: () => collectOrphans(context),
    compactMonth: (org, table, month) => compactMonth({ ...context, org }, table, month),
    rebuildRollups: (org, table) => rebuildRollups({ ...context, org }, table),
    holdFiles: (sql) => holdFiles(context, sql),
    diffSlice: (org, slice, generation) => diffSlice({ ...context, org }, slice, generation),
  }
}
