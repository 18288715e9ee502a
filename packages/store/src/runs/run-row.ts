import type { RunState } from '@cloudact/core/run-state'

/** A run as it is stored. Durations are milliseconds; the date range is half-open, UTC. */
export type RunRow = {
  readonly pipeline_logging_id: string
  readonly org_slug: string
  readonly pipeline_id: string
  readonly pipeline_path: string
  readonly status: RunState
  readonly trigger_type: string
  readonly trigger_by: string | null
  readonly user_id: string | null
  readonly org_api_key_id: string | null
  readonly start_time: Date
  readonly end_time: Date | null
  readonly duration_ms: number | null
  readonly run_date: string | null
  readonly start_date: string
  readonly end_date: string
  readonly credential_id: string
  readonly parameters: Readonly<Record<string, unknown>> | null
  readonly run_metadata: Readonly<Record<string, unknown>> | null
  readonly error_message: string | null
  readonly error_context: Readonly<Record<string, unknown>> | null
  readonly rows_processed: number | null
  readonly owner_instance: string | null
  readonly claim_count: number
  readonly resumed_from: string | null
  readonly config_version: string | null
  readonly created_at: Date
}

export const RUN_COLUMNS = `pipeline_logging_id, org_slug, pipeline_id, pipeline_path, status, trigger_type, trigger_by, user_id,
  org_api_key_id, start_time, end_time, duration_ms::float8 AS duration_ms, run_date, start_date, end_date, credential_id, parameters,
  run_metadata, error_message, error_context, rows_processed::float8 AS rows_processed, owner_instance, claim_count, resumed_from,
  config_version, created_at`

/** States in which a run occupies its slot and its duplicate key. */
export const OPEN_STATES = `('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING')`

/** Heard with the run's id when a run has ended. */
export const RUN_ENDED_CHANNEL = 'cloudact_run_ended'

/** Heard with the run's id when the owner should stop working on it. */
export const RUN_CANCEL_CHANNEL = 'cloudact_run_cancel'
