import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { BigQueryContext } from './bigquery-context.ts'
import { listSlices } from './catalog/slices.ts'
import { readTimeZone } from './catalog/version.ts'
import { dropSlices } from './drop-slices.ts'
import { ensureTable } from './ensure-table.ts'
import { exportRows } from './export-rows.ts'
import { queryRows } from './query-rows.ts'
import { readFiles } from './read-files.ts'
import { currentVersion } from './read-version.ts'
import { replaceSlices } from './replace-slices.ts'
import { setTimeZone } from './set-time-zone.ts'

/** The dataset that holds the rows of an organization. */
export function datasetOf(context: BigQueryContext, org: OrgSlug): string {
  return `${org}${context.datasetSuffix}`
}

/** The BigQuery warehouse as one organization sees it: one dataset. */
export function orgBigQuery(context: BigQueryContext, org: OrgSlug): OrgWarehouse {
  const warehouse = { ...context, org, dataset: datasetOf(context, org) }
  return {
    ensureTable: (schema) => ensureTable(warehouse, schema),
    replaceSlices: (replacements, options) => replaceSlices(warehouse, replacements, options),
    dropSlices: (slices, options) => dropSlices(warehouse, slices, options),
    query: (statement, options) => queryRows(warehouse, statement, options),
    export: (statement, format, options) => exportRows(warehouse, statement, format, options?.signal),
    readFiles: (files, options) => readFiles(warehouse, files, options?.signal),
    slices: (table) => listSlices(context.database, org, table),
    version: () => currentVersion(warehouse),
    timeZone: () => readTimeZone(context.database, org),
    setTimeZone: (timeZone, options) => setTimeZone(warehouse, timeZone, options?.signal),
  }
}
