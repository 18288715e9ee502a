import { deletePipelineConfig } from '@cloudact/store/schedules/pipeline-configs'
import { z } from 'zod'
import { route } from '../../context.ts'

export const deleteSchedule = route({
  method: 'DELETE',
  path: '/api/v1/scheduler/org/{org_slug}/pipelines/{config_id}',
  operationId: 'deleteSchedule',
  tag: 'Scheduler',
  summary: 'Remove a schedule of the organization’s own; the usual one applies again',
  auth: { kind: 'scope', scope: 'pipelines:write' },
  params: z.object({ org_slug: z.string(), config_id: z.string().max(100) }),
  output: z.object({ success: z.boolean(), config_id: z.string() }).meta({ id: 'DeleteScheduleResponse' }),
  audit: { action: 'DELETE', resource: 'schedule' },
  handler: async ({ org, params, auditDetail }, { database }) => {
    auditDetail(params.config_id)
    await deletePipelineConfig(database, org, params.config_id)
    return { success: true, config_id: params.config_id }
  },
})
