import type { Catalog } from '@cloudact/catalog/catalog'
import type { Column } from '@cloudact/core/ports/warehouse'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import type { ExportVersion } from '@cloudact/focus/version-columns'
import { columnsOfVersion } from '@cloudact/focus/version-columns'
import { costColumns } from './read-rows.ts'

const STORED: ReadonlySet<string> = new Set(COST_AND_USAGE_COLUMNS.map(({ id }) => id))

/** Our own columns, which follow those of any version. */
export function extensionColumns(catalog: Catalog): readonly Column[] {
  return costColumns(catalog).filter(({ name }) => !STORED.has(name))
}

/** What an export selects: the columns of the version in its order, NULL where we store none, then our own. */
export function exportColumns(catalog: Catalog, version: ExportVersion): string {
  const focus = columnsOfVersion(version).map(({ id }) =>
    STORED.has(id) ? id : `{{cast(NULL, string)}} AS ${id}`,
  )
  return [...focus, ...extensionColumns(catalog).map(({ name }) => name)].join(',\n  ')
}
