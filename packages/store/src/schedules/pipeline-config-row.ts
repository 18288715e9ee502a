/** A schedule of one organization, over or beside the catalog's own. `pipeline_template` is the pipeline's path. */
export type PipelineConfigRow = {
  readonly config_id: string
  readonly org_slug: string
  readonly provider: string
  readonly domain: string
  readonly pipeline_template: string
  readonly schedule_cron: string
  readonly timezone: string
  readonly is_active: boolean
  readonly next_run_time: Date | null
  readonly last_run_time: Date | null
  readonly last_run_status: string | null
  readonly parameters: Readonly<Record<string, unknown>> | null
  readonly priority: number
  readonly created_at: Date
  readonly updated_at: Date | null
}

export const PIPELINE_CONFIG_COLUMNS = `config_id, org_slug, provider, domain, pipeline_template, schedule_cron, timezone, is_active,
  next_run_time, last_run_time, last_run_status, parameters, priority, created_at, updated_at`
