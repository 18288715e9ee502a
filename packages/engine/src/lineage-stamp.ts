import type { Row } from '@cloudact/core/ports/warehouse'
import type { RunIdentity, SliceWrite } from './processor.ts'

/** Lineage that every slice of one write shares. `ingestedAt` is milliseconds since the epoch. */
export function runStamp(run: RunIdentity, ingestedAt: number): Row {
  const instant = new Date(ingestedAt).toISOString()
  return {
    x_org_slug: run.org,
    x_run_id: run.runId,
    x_ingested_at: instant,
    x_ingestion_date: instant.slice(0, 10),
  }
}

/** Lineage of one slice; its data date is the slice's day, the first day of its month, or the run's first day for `all`. */
export function sliceStamp(
  run: RunIdentity,
  slice: Pick<SliceWrite, 'pipelineId' | 'credentialId' | 'period'>,
): Row {
  return {
    x_pipeline_id: slice.pipelineId ?? run.pipelineId,
    x_credential_id: slice.credentialId,
    x_pipeline_run_date: dataDate(slice.period, run),
  }
}

function dataDate(period: string, run: RunIdentity): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return period
  if (/^\d{4}-\d{2}$/.test(period)) return `${period}-01`
  return run.range.start
}
