import { AppError } from '@cloudact/core/errors'
import { upsertPipelineConfig } from '@cloudact/store/schedules/pipeline-configs'
import { z } from 'zod'
import { route } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { nextOccurrence } from '../../scheduler/occurrences.ts'
import { OrgParams } from '../run-shapes.ts'
import { Schedule, toSchedule } from './schedule-shape.ts'

export const createSchedule = route({
  method: 'POST',
  path: '/api/v1/scheduler/org/{org_slug}/pipelines',
  operationId: 'createSchedule',
  tag: 'Scheduler',
  summary: 'Run a pipeline on a schedule of the organization’s own, instead of the usual one',
  auth: { kind: 'scope', scope: 'pipelines:write' },
  params: OrgParams,
  body: z
    .strictObject({
      provider: z.string().min(1).max(50),
      domain: z.string().min(1).max(50),
      pipeline_template: z
        .string()
        .min(1)
        .max(100)
        .describe('Path of the pipeline, or its last part: genai/payg/openai.'),
      schedule_cron: z.string().min(1).max(100),
      timezone: z.string().max(60).default('UTC'),
      is_active: z.boolean().default(true),
      parameters: z.record(z.string(), z.unknown()).default({}),
    })
    .meta({ id: 'PipelineConfigRequest' }),
  output: Schedule,
  audit: { action: 'CREATE', resource: 'schedule' },
  handler: async ({ org, body, auditDetail }, { database, catalogFor, clock }) => {
    const name = body.pipeline_template.includes('/')
      ? body.pipeline_template
      : `${body.provider}/${body.domain}/${body.pipeline_template}`
    const { path, pipeline } = requireOfferedPipeline(catalogFor(org), name)
    const nextRunTime = nextOccurrence(body.schedule_cron, body.timezone, new Date(clock.now()))
    if (nextRunTime === null)
      throw new AppError('invalid_input', `The schedule "${body.schedule_cron}" never comes around.`)
    const row = await upsertPipelineConfig(database, org, {
      provider: pipeline.provider ?? body.provider,
      domain: pipeline.domain,
      pipelineTemplate: path,
      scheduleCron: body.schedule_cron,
      timezone: body.timezone,
      isActive: body.is_active,
      nextRunTime,
      parameters: body.parameters,
    })
    auditDetail(row.config_id, { pipeline: path, schedule_cron: body.schedule_cron })
    return toSchedule(row)
  },
})
