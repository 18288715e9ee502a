import type { PipelineConfigRow } from '@cloudact/store/schedules/pipeline-config-row'
import { z } from 'zod'

export const Schedule = z
  .object({
    config_id: z.string(),
    org_slug: z.string(),
    provider: z.string(),
    domain: z.string(),
    pipeline_template: z.string(),
    schedule_cron: z.string(),
    timezone: z.string(),
    is_active: z.boolean(),
    next_run_time: z.string().nullable(),
    last_run_time: z.string().nullable(),
    last_run_status: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()).nullable(),
    created_at: z.string(),
    updated_at: z.string().nullable(),
  })
  .meta({ id: 'PipelineConfigResponse' })

export function toSchedule(row: PipelineConfigRow): z.input<typeof Schedule> {
  return {
    ...row,
    next_run_time: row.next_run_time?.toISOString() ?? null,
    last_run_time: row.last_run_time?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at?.toISOString() ?? null,
  }
}
