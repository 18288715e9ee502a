import type { Row, Slice, SliceCheck } from '@cloudact/core/ports/warehouse'
import { sliceKey } from './assert-slice.ts'
import { checkRefusal, checkSubject, MOST_FAULTS } from './check-refusal.ts'
import { findLive, type LiveVersion } from './catalog/find-live.ts'
import { decodeChunk } from './decode-chunk.ts'
import type { OrgLake } from './lake-context.ts'
import type { LakeFile, LiveSlice } from './lake-table.ts'
import { type PreparedStatement, prepareStatement, type SliceView } from './prepare-statement.ts'
import type { StagedFile } from './parquet-file.ts'
import type { StagedSlice } from './staged-slice.ts'

type Waiting = SliceCheck & { readonly reads: readonly string[] }

/** The checks of one commit. Each is asked once: as soon as every slice of the commit that it may read is staged. */
export class StagedChecks {
  readonly #lake: OrgLake
  readonly #slices: readonly Slice[]
  #waiting: readonly Waiting[]

  private constructor(lake: OrgLake, slices: readonly Slice[], waiting: readonly Waiting[]) {
    this.#lake = lake
    this.#slices = slices
    this.#waiting = waiting
  }

  /** Throws `config_invalid` for a check that is not a plain SELECT. */
  static async of(
    lake: OrgLake,
    slices: readonly Slice[],
    checks: readonly SliceCheck[],
  ): Promise<StagedChecks> {
    const waiting: Waiting[] = []
    for (const check of checks) {
      const { tables, rollups } = await lake.guard.check(check.statement.sql, checkSubject(check))
      waiting.push({ ...check, reads: [...tables, ...rollups] })
    }
    return new StagedChecks(lake, slices, waiting)
  }

  /** Throws `invalid_input` with the faults found. `staged` are the first slices of the commit. */
  async ask(staged: readonly StagedSlice[], signal: AbortSignal | undefined): Promise<void> {
    const missing = new Set(this.#slices.slice(staged.length).map(({ table }) => table))
    const [ready, waiting] = split(this.#waiting, ({ reads }) => !reads.some((table) => missing.has(table)))
    this.#waiting = waiting
    const faults: Row[] = []
    const names = new Set<string>()
    for (const check of ready) {
      const found = await this.#faults(check, staged, MOST_FAULTS + 1 - faults.length, signal)
      if (found.length > 0) names.add(check.name)
      faults.push(...found)
      if (faults.length > MOST_FAULTS) break
    }
    if (faults.length === 0) return
    throw checkRefusal(names, faults)
  }

  async #faults(
    check: SliceCheck,
    staged: readonly StagedSlice[],
    most: number,
    signal: AbortSignal | undefined,
  ): Promise<Row[]> {
    const faults: Row[] = []
    const prepared = await this.#prepare(check, staged)
    try {
      await this.#lake.heavy(async () => {
        // By their own columns, so that every engine tells the same ones in the same order.
        const sql = `SELECT * FROM (${prepared.sql}\n) ORDER BY ALL NULLS FIRST LIMIT ${most}`
        const run = { what: checkSubject(check), sql, bound: prepared.bound, signal }
        for await (const { names, chunk } of this.#lake.writer.stream(run))
          faults.push(...decodeChunk(names, chunk))
      })
    } finally {
      prepared.release()
    }
    return faults
  }

  /** The snapshot must hold the very versions that the staged slices stand for, so it is taken again when one changed. */
  async #prepare(check: SliceCheck, staged: readonly StagedSlice[]): Promise<PreparedStatement> {
    const { database, org } = this.#lake
    const slices = staged.map(({ slice }) => slice)
    for (let before = await findLive(database, org, slices); ;) {
      const prepared = await prepareStatement(
        this.#lake,
        check.statement,
        checkSubject(check),
        undefined,
        inPlaceOf(before, staged),
      )
      const after = await findLive(database, org, slices)
      if (sameVersions(before, after)) return prepared
      prepared.release()
      before = after
    }
  }
}

/** A table's slices after the commit. */
function inPlaceOf(live: ReadonlyMap<string, LiveVersion>, staged: readonly StagedSlice[]): SliceView {
  const replaced = new Set(staged.flatMap(({ slice }) => live.get(sliceKey(slice))?.versionId ?? []))
  return (table, slices) => [
    ...slices.filter(({ versionId }) => !replaced.has(versionId)),
    ...staged.filter((one) => one.table.name === table).map(asLive),
  ]
}

function asLive({ slice, table, detail, rollup, minDay, maxDay }: StagedSlice): LiveSlice {
  return {
    versionId: 0,
    period: slice.period,
    minDay,
    maxDay,
    detail: asFile(detail, table.schemaVersion),
    rollup: asFile(rollup, table.rollupVersion),
  }
}

function asFile(file: StagedFile | undefined, schemaVersion: number): LakeFile | null {
  return file === undefined ? null : { id: file.id, path: file.path, schemaVersion, compacted: false }
}

function sameVersions(
  before: ReadonlyMap<string, LiveVersion>,
  after: ReadonlyMap<string, LiveVersion>,
): boolean {
  return (
    before.size === after.size &&
    [...before].every(([key, { versionId }]) => after.get(key)?.versionId === versionId)
  )
}

function split<Item>(items: readonly Item[], fits: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(fits), items.filter((item) => !fits(item))]
}
