import type { ExportFormat } from '@cloudact/core/ports/warehouse'
import { EXPORT_VERSIONS } from '@cloudact/focus/version-columns'
import { utcDaysOf } from '@cloudact/core/time-zone'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { exportColumns } from './export-columns.ts'
import { filterShape, rangeOf, rangeShape, searchShape } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { onlyUsed } from './read-costs.ts'
import { sqlFile } from './sql-files.ts'
import { inReportDays } from './report-days.ts'

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

/** Every charge of a range as a file: the FOCUS columns of the version in their order, then ours. Streamed as it is read. */
export const exportCosts = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/export',
  operationId: 'exportCosts',
  tag: 'Costs',
  summary: 'Download charges as a FOCUS file',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({
    ...rangeShape,
    ...filterShape,
    ...searchShape,
    format: z.enum(['csv', 'jsonl', 'parquet']).default('csv'),
    focus_version: z.enum(EXPORT_VERSIONS).default('1.3'),
  }),
  streams: Object.values(CONTENT_TYPES),
  handler: ({ org, query, signal }, context) =>
    inReportDays(context, org, async (days) => {
      const catalog = context.catalogFor(org)
      const range = rangeOf(query, days.today)
      const sql = sqlFile('export', { columns: exportColumns(catalog, query.focus_version) })
      const parameters = onlyUsed(sql, {
        ...filterParameters(query, range, days, catalog),
        search: query.search.toLowerCase(),
      })
      const { timeZone } = days
      const statement = { sql, parameters, range: utcDaysOf(range, timeZone), timeZone }
      return {
        contentType: CONTENT_TYPES[query.format],
        fileName: `${org}-focus-${query.focus_version}-${range.start}-${range.end}.${query.format}`,
        chunks: context.warehouse.forOrg(org).export(statement, query.format, { signal }),
      }
    }),
})
