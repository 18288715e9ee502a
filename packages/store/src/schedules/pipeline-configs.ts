import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { PIPELINE_CONFIG_COLUMNS, type PipelineConfigRow } from './pipeline-config-row.ts'

export type NewPipelineConfig = {
  readonly provider: string
  readonly domain: string
  readonly pipelineTemplate: string
  readonly scheduleCron: string
  readonly timezone: string
  readonly isActive: boolean
  readonly nextRunTime: Date | null
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Schedules of an organization by pipeline. */
export async function listPipelineConfigs(
  sql: Sql,
  org: OrgSlug,
  isActive?: boolean,
): Promise<PipelineConfigRow[]> {
  return sql.query<PipelineConfigRow>(
    `SELECT ${PIPELINE_CONFIG_COLUMNS} FROM org_pipeline_configs WHERE org_slug = $1 AND ($2::bool IS NULL OR is_active = $2)
     ORDER BY pipeline_template`,
    [org, isActive ?? null],
  )
}

/** Creates or replaces the organization's schedule of a pipeline. */
export async function upsertPipelineConfig(
  sql: Sql,
  org: OrgSlug,
  config: NewPipelineConfig,
): Promise<PipelineConfigRow> {
  const [row] = await sql.query<PipelineConfigRow>(
    `INSERT INTO org_pipeline_configs (config_id, org_slug, provider, domain, pipeline_template, schedule_cron, timezone, is_active,
       next_run_time, parameters, priority)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
     ON CONFLICT (org_slug, pipeline_template) DO UPDATE SET provider = excluded.provider, domain = excluded.domain,
       schedule_cron = excluded.schedule_cron, timezone = excluded.timezone, is_active = excluded.is_active,
       next_run_time = excluded.next_run_time, parameters = excluded.parameters, updated_at = now()
     RETURNING ${PIPELINE_CONFIG_COLUMNS}`,
    [
      `config_${randomUUID().replaceAll('-', '')}`,
      org,
      config.provider,
      config.domain,
      config.pipelineTemplate,
      config.scheduleCron,
      config.timezone,
      config.isActive,
      config.nextRunTime,
      JSON.stringify(config.parameters),
    ],
  )
  if (row === undefined) throw new Error('INSERT … RETURNING returned no row.')
  return row
}

/** Throws `not_found`. */
export async function deletePipelineConfig(sql: Sql, org: OrgSlug, configId: string): Promise<void> {
  const deleted = await sql.query(
    'DELETE FROM org_pipeline_configs WHERE org_slug = $1 AND config_id = $2 RETURNING config_id',
    [org, configId],
  )
  if (deleted.length === 0)
    throw new AppError('not_found', `There is no schedule ${configId.slice(0, 80)} in this organization.`)
}
