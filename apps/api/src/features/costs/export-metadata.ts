import { addDays, addMonths, monthStart } from '@cloudact/core/day'
import { EXPORT_VERSIONS } from '@cloudact/focus/version-columns'
import { z } from 'zod'
import { API_VERSION } from '../../api-version.ts'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { countOf, textOf } from './cost-cells.ts'
import { rangeOf, rangeShape } from './cost-query.ts'
import { focusSchema, FocusSchema } from './focus-schema.ts'
import { queryRows } from './read-costs.ts'
import { inReportDays } from './report-days.ts'
import { sqlFile } from './sql-files.ts'

const TimeSector = z.object({
  TimeSectorStart: z.string(),
  TimeSectorEnd: z.string().describe('First moment after the sector.'),
  TimeSectorComplete: z.boolean().describe('Every charge in it is final.'),
  TimeSectorLastUpdated: z.string(),
})

/** What a reader of an export must know of it: the FOCUS metadata objects (1.3 Schema, DataGenerator and Recency). */
export const exportMetadata = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/export/metadata',
  operationId: 'getExportMetadata',
  tag: 'Costs',
  summary: 'Schema and completeness of an export, as FOCUS metadata',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({ ...rangeShape, focus_version: z.enum(EXPORT_VERSIONS).default('1.3') }),
  output: z.object({
    DatasetInstance: z.object({
      DatasetInstanceId: z.string(),
      DatasetInstanceName: z.string(),
      FocusDatasetId: z.literal('CostAndUsage'),
    }),
    DataGenerator: z.object({ DataGenerator: z.string() }),
    Schema: FocusSchema,
    Recency: z.object({
      DatasetInstanceId: z.string(),
      DatasetInstanceLastUpdated: z.string().nullable().describe('Null when there are no charges.'),
      TimeSectors: z
        .array(TimeSector)
        .readonly()
        .describe('The months of charges that the range touches, in UTC.'),
    }),
  }),
  handler: ({ org, query, signal }, context) =>
    inReportDays(context, org, async ({ today }) => {
      const dataset = `${org}-cost-and-usage`
      const asked = rangeOf(query, today)
      const range = { start: monthStart(asked.start), end: addMonths(monthStart(addDays(asked.end, -1)), 1) }
      const statement = {
        sql: sqlFile('recency'),
        parameters: { utc_start: range.start, utc_end: range.end },
        range,
      }
      const sectors = (await queryRows(context, org, statement, signal)).map((row) => {
        const start = `${textOf(row, 'charge_month')}-01`
        return {
          TimeSectorStart: `${start}T00:00:00Z`,
          TimeSectorEnd: `${addMonths(start, 1)}T00:00:00Z`,
          TimeSectorComplete: countOf(row, 'not_final') === 0,
          TimeSectorLastUpdated: textOf(row, 'last_updated'),
        }
      })
      const updated = sectors.map((sector) => sector.TimeSectorLastUpdated).sort()
      return {
        DatasetInstance: {
          DatasetInstanceId: dataset,
          DatasetInstanceName: 'Cost and Usage',
          FocusDatasetId: 'CostAndUsage' as const,
        },
        DataGenerator: { DataGenerator: 'CloudAct' },
        Schema: focusSchema(context.catalogFor(org), query.focus_version, {
          dataset,
          generator: API_VERSION,
        }),
        Recency: {
          DatasetInstanceId: dataset,
          DatasetInstanceLastUpdated: updated.at(-1) ?? null,
          TimeSectors: sectors,
        },
      }
    }),
})
