import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { duckdbIdentifier, duckdbString, duckdbType } from '../sql/duckdb-dialect.ts'
import { type LakeFile, type LakeTable, type LiveSlice, SLICE_COLUMN, rollupOf } from './lake-table.ts'
import { rollupColumns, rollupSelect } from './rollup-sql.ts'

type TypedColumn = { readonly name: string; readonly type: string; readonly since: number }
type Part = { readonly file: LakeFile; readonly versionId: number }

/** Text to put after FROM for the rows of some slices: always an explicit file list, never a glob. */
export function detailRelation(folder: string, table: LakeTable, slices: readonly LiveSlice[]): string {
  const columns = table.columns.map(({ name, type, since }) => ({ name, type: duckdbType(type), since }))
  return filesRelation(
    folder,
    columns,
    parts(slices, (slice) => slice.detail),
  )
}

/**
 * The same for the rollup. Slices whose rollup file is missing or was made by an older definition are aggregated from
 * their detail, so a changed definition is right at once and only slower until the files are rebuilt.
 */
export function rollupRelation(folder: string, table: LakeTable, slices: readonly LiveSlice[]): string {
  const rollup = rollupOf(table)
  if (rollup === undefined) throw new AppError('config_invalid', `Table "${table.name}" has no rollup.`)
  const columns = rollupColumns(rollup).map(({ name, type }) => ({ name, type: duckdbType(type), since: 0 }))
  const isCurrent = (slice: LiveSlice): boolean => slice.rollup?.schemaVersion === table.rollupVersion
  const current = filesRelation(
    folder,
    columns,
    parts(slices.filter(isCurrent), (slice) => slice.rollup),
  )
  const stale = slices.filter((slice) => !isCurrent(slice) && slice.detail !== null)
  if (stale.length === 0) return current
  return `(SELECT * FROM ${current} UNION ALL ${rollupSelect(rollup, detailRelation(folder, table, stale), table.timeZone)})`
}

/** Absolute paths of everything a relation over these slices may open. */
export function filesOf(folder: string, slices: readonly LiveSlice[]): string[] {
  const files = slices.flatMap((slice) => [slice.detail, slice.rollup])
  return [...new Set(files.flatMap((file) => (file === null ? [] : [join(folder, file.path)])))]
}

function parts(slices: readonly LiveSlice[], pick: (slice: LiveSlice) => LakeFile | null): Part[] {
  return slices.flatMap((slice) => {
    const file = pick(slice)
    return file === null ? [] : [{ file, versionId: slice.versionId }]
  })
}

function filesRelation(folder: string, columns: readonly TypedColumn[], found: readonly Part[]): string {
  // Files of one schema version are alike, so only the first of them needs to be looked into to plan the query.
  const groups = Map.groupBy(found, ({ file }) => `${file.schemaVersion} ${file.compacted}`)
  const selects = [...groups.values()].map((group) => groupSelect(folder, columns, group))
  if (selects.length === 0) {
    return `(SELECT ${columns.map(({ name, type }) => nullColumn(name, type)).join(', ')} WHERE false)`
  }
  return `(${selects.join(' UNION ALL ')})`
}

function groupSelect(folder: string, columns: readonly TypedColumn[], group: readonly Part[]): string {
  const file = group[0]?.file
  const version = file?.schemaVersion ?? 0
  const list = columns.map(({ name, type, since }) =>
    since <= version ? duckdbIdentifier(name) : nullColumn(name, type),
  )
  const paths = [...new Set(group.map((part) => duckdbString(join(folder, part.file.path))))]
  // Slices of a compacted file that were replaced since are still in it: only the live ones may be seen.
  const live =
    file?.compacted === true
      ? ` WHERE ${SLICE_COLUMN} IN (${group.map((part) => part.versionId).join(', ')})`
      : ''
  return `SELECT ${list.join(', ')} FROM read_parquet([${paths.join(', ')}], hive_partitioning = false)${live}`
}

function nullColumn(name: string, type: string): string {
  return `CAST(NULL AS ${type}) AS ${duckdbIdentifier(name)}`
}
