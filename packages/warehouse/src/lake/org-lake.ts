import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import { assertDistinct, assertSlice } from './assert-slice.ts'
import { dropSlices } from './catalog/drop-slices.ts'
import { ensureTable } from './catalog/ensure-table.ts'
import { listSlices } from './catalog/list-slices.ts'
import { readTimeZone } from './catalog/read-time-zone.ts'
import { readVersion } from './catalog/read-version.ts'
import { exportRows } from './export-rows.ts'
import type { LakeContext } from './lake-context.ts'
import { queryRows } from './query-rows.ts'
import { readFiles } from './read-files.ts'
import { replaceSlices } from './replace-slices.ts'
import { setTimeZone } from './set-time-zone.ts'

/** The lake as one organization sees it. */
export function orgLake(context: LakeContext, org: OrgSlug): OrgWarehouse {
  const database = context.database.forOrg(org)
  const lake = { ...context, org, database }
  const { clock } = context
  return {
    ensureTable: (schema) => ensureTable(database, org, schema, clock.now()),
    replaceSlices: (replacements, options) => replaceSlices(lake, replacements, options),
    async dropSlices(slices, options) {
      slices.forEach(assertSlice)
      assertDistinct(slices)
      if (options.signal?.aborted === true)
        throw new AppError('cancelled', 'The withdrawal was cancelled. Nothing was changed.')
      await dropSlices(database, org, slices, options, clock.now())
    },
    query: (statement, options) => queryRows(lake, statement, options?.signal),
    export: (statement, format, options) => exportRows(lake, statement, format, options?.signal),
    readFiles: (files, options) => readFiles(lake, files, options?.signal),
    slices: (table) => listSlices(database, org, table),
    version: () => readVersion(database, org),
    timeZone: () => readTimeZone(database, org),
    setTimeZone: (timeZone, options) => setTimeZone(lake, timeZone, options?.signal),
  }
}
