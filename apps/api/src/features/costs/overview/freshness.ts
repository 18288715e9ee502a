import type { Catalog } from '@cloudact/catalog/catalog'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, SqlRow } from '@cloudact/core/ports/sql'

/** A daily pipeline that has not succeeded for this long is late. */
const LATE_AFTER_MILLISECONDS = 36 * 3_600_000

type PipelineRuns = SqlRow & {
  pipeline_path: string
  last_success_at: Date | null
  data_through: string | null
  last_status: string
}

const PIPELINE_RUNS = `
  SELECT
    pipeline_path,
    max(end_time) FILTER (WHERE status = 'COMPLETED') AS last_success_at,
    -- The last day read: a run for an open month ends in the future, but reads no further than its own day.
    max(least(end_date - 1, (end_time AT TIME ZONE 'UTC')::date)) FILTER (WHERE status = 'COMPLETED') AS data_through,
    (array_agg(status ORDER BY start_time DESC, pipeline_logging_id))[1] AS last_status
  FROM org_meta_pipeline_runs
  WHERE org_slug = $1
  GROUP BY pipeline_path
  ORDER BY pipeline_path`

/** When each of the organization's provider pipelines last succeeded, and up to which day it has read. */
export async function readFreshness(sql: Sql, org: OrgSlug, catalog: Catalog, now: number) {
  const rows = await sql.query<PipelineRuns>(PIPELINE_RUNS, [org])
  return rows.flatMap((row) => {
    const pipeline = catalog.pipelines.get(row.pipeline_path)
    if (pipeline?.provider === undefined) return []
    return [
      {
        provider: pipeline.provider,
        pipeline: row.pipeline_path,
        last_success_at: row.last_success_at?.toISOString() ?? null,
        data_through: row.data_through,
        status: statusOf(row, pipeline.schedule !== undefined, now),
      },
    ]
  })
}

function statusOf(
  row: PipelineRuns,
  isScheduled: boolean,
  now: number,
): 'fresh' | 'late' | 'failed' | 'never' {
  if (row.last_status === 'FAILED' || row.last_status === 'TIMEOUT') return 'failed'
  if (row.last_success_at === null) return 'never'
  return isScheduled && now - row.last_success_at.getTime() > LATE_AFTER_MILLISECONDS ? 'late' : 'fresh'
}
