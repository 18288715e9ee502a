import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { listAuditLogs } from '@cloudact/store/audit/list-audit-logs'
import { z } from 'zod'
import { route } from '../../context.ts'
import { iso, OrgParams, Timestamp } from '../shapes.ts'

export const auditLogs = route({
  method: 'GET',
  path: '/api/v1/admin/audit-logs/{org_slug}',
  operationId: 'auditLogs',
  tag: 'Admin',
  summary: 'Who did what in an organization, newest first',
  auth: { kind: 'root' },
  params: OrgParams,
  query: z.strictObject({
    action: z.enum(['CREATE', 'READ', 'UPDATE', 'DELETE', 'EXECUTE']).optional(),
    resource_type: z.string().max(100).optional(),
    status_filter: z.enum(['SUCCESS', 'FAILURE', 'DENIED']).optional(),
    start_date: z.string().max(20).optional(),
    end_date: z.string().max(20).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  output: z.object({
    org_slug: z.string(),
    total_count: z.number().int(),
    logs: z.array(
      z.object({
        audit_id: z.string(),
        org_slug: z.string(),
        user_id: z.string().nullable(),
        api_key_id: z.string().nullable(),
        action: z.string(),
        resource_type: z.string(),
        resource_id: z.string().nullable(),
        details: z.record(z.string(), z.unknown()).nullable(),
        ip_address: z.string().nullable(),
        user_agent: z.string().nullable(),
        request_id: z.string().nullable(),
        status: z.string(),
        error_message: z.string().nullable(),
        created_at: Timestamp,
      }),
    ),
    has_more: z.boolean(),
  }),
  handler: async ({ org, query }, context) => {
    const start = query.start_date === undefined ? undefined : parseDay(query.start_date)
    const end = query.end_date === undefined ? undefined : parseDay(query.end_date)
    if (start !== undefined && end !== undefined && end <= start) {
      throw new AppError('invalid_input', 'end_date must be after start_date; it is not included.')
    }
    const { logs, total } = await listAuditLogs(context.database, org, {
      action: query.action,
      resourceType: query.resource_type,
      status: query.status_filter,
      start,
      end,
      limit: query.limit,
      offset: query.offset,
    })
    return {
      org_slug: org,
      total_count: total,
      logs: logs.map((log) => ({ ...log, created_at: iso(log.created_at) })),
      has_more: query.offset + logs.length < total,
    }
  },
})
