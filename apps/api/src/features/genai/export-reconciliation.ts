import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../context.ts'
import { rangeOf } from '../costs/cost-query.ts'
import { onlyUsed } from '../costs/read-costs.ts'
import { sqlFile } from '../costs/sql-files.ts'
import { OrgParams } from '../shapes.ts'
import { ORDERS, reconciliationParameters, reconciliationShape } from './reconciliation-query.ts'

/** Every row that matches, not a page of them, streamed as it is read. */
export const exportReconciliation = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/reconciliation/export',
  operationId: 'exportGenaiReconciliation',
  tag: 'GenAI',
  summary: 'Download billed, priced and the gap with its reasons as CSV',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject(reconciliationShape),
  streams: ['text/csv; charset=utf-8'],
  handler: async ({ org, query, signal }, context) => {
    const range = rangeOf(query, formatDay(context.clock.now()))
    const sql = sqlFile('reconciliation-rows', { order: ORDERS.date })
    const parameters = onlyUsed(sql, reconciliationParameters(query, range, context.catalogFor(org)))
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: `${org}-reconciliation-${range.start}-${range.end}.csv`,
      chunks: context.warehouse.forOrg(org).export({ sql, parameters, range }, 'csv', { signal }),
    }
  },
})
