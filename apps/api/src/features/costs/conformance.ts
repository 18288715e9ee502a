import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { utcDaysOf } from '@cloudact/core/time-zone'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { checkConformance } from './check-conformance.ts'
import { filterShape, rangeOf, rangeShape } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { onlyUsed } from './read-costs.ts'
import { columnList, costColumns } from './read-rows.ts'
import { inReportDays } from './report-days.ts'
import { sqlFile } from './sql-files.ts'

const Verdict = z.enum(['pass', 'fail', 'not-applicable', 'skipped'])
const Dataset = z.enum(['CostAndUsage', 'ContractCommitment'])
const RuleResult = z.object({
  rule: z.string(),
  dataset: Dataset.nullable(),
  entity: z.string().describe('The column, object, dataset or attribute the rule is about.'),
  kind: z.enum(['composite', 'presence', 'type', 'format', 'nullability', 'validation']),
  level: z.enum(['must', 'must-not', 'should', 'should-not', 'recommended', 'may']),
  status: z.enum(['active', 'deprecated', 'removed']),
  verdict: Verdict,
  asks: z.string(),
  reason: z.string().nullable().describe('Why it failed, was not asked, or does not apply.'),
  failingRows: z.number().int().nullable(),
  examples: z
    .array(z.object({ row: z.number().int(), values: z.record(z.string(), z.string().nullable()) }))
    .readonly(),
  defect: z.string().nullable().describe('Why the published rule is not asked as it stands.'),
})

const FOCUS_IDS = new Set(COST_AND_USAGE_COLUMNS.map(({ id }) => id))

/** The rules of FOCUS 1.3 asked of the charges of a range. */
export const costConformance = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/conformance',
  operationId: 'costConformance',
  tag: 'Costs',
  summary: 'Check charges against the rules of FOCUS 1.3',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({
    ...rangeShape,
    ...filterShape,
    criteria: z
      .string()
      .max(2_000)
      .default('present')
      .describe(
        'What the sources support: `present` (judged by the columns), `all`, or names joined by commas.',
      ),
    examples: z.coerce.number().int().min(0).max(100).default(3).describe('Rows shown of each failing rule.'),
  }),
  output: z.object({
    version: z.string(),
    dataset: Dataset,
    rows: z.number().int(),
    conforms: z.boolean().describe('No rule that binds is broken; recommendations do not count.'),
    counts: z.record(Verdict, z.number().int()),
    results: z.array(RuleResult).readonly(),
  }),
  handler: ({ org, query, signal }, context) =>
    inReportDays(context, org, async (days) => {
      const catalog = context.catalogFor(org)
      const range = rangeOf(query, days.today)
      const columns = costColumns(catalog).filter(({ name }) => FOCUS_IDS.has(name))
      const sql = sqlFile('export', { columns: columnList(columns) })
      const parameters = onlyUsed(sql, { ...filterParameters(query, range, days, catalog), search: '' })
      const { timeZone } = days
      return await checkConformance(context, org, {
        statement: { sql, parameters, range: utcDaysOf(range, timeZone), timeZone },
        criteria: query.criteria,
        examples: query.examples,
        signal,
      })
    }),
})
