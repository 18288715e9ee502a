-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Counters of one organization and UTC day. The month count is carried into each new day of the month.
CREATE TABLE org_usage_quotas (
  usage_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  usage_date date NOT NULL,
  pipelines_run_today integer NOT NULL DEFAULT 0,
  pipelines_succeeded_today integer NOT NULL DEFAULT 0,
  pipelines_failed_today integer NOT NULL DEFAULT 0,
  pipelines_run_month integer NOT NULL DEFAULT 0,
  concurrent_pipelines_running integer NOT NULL DEFAULT 0,
  daily_limit integer,
  monthly_limit integer,
  concurrent_limit integer,
  seat_limit integer,
  providers_limit integer,
  max_concurrent_reached integer,
  last_pipeline_completed_at timestamptz,
  last_updated timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  UNIQUE (org_slug, usage_date),
  CHECK (concurrent_pipelines_running >= 0)
);

-- One row per run; also the record the queue and the crash recovery work on.
CREATE TABLE org_meta_pipeline_runs (
  pipeline_logging_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  pipeline_id text NOT NULL,
  status text NOT NULL,
  trigger_type text,
  trigger_by text,
  user_id text,
  org_api_key_id text,
  start_time timestamptz NOT NULL,
  end_time timestamptz,
  duration_ms bigint,
  run_date date,
  parameters jsonb,
  run_metadata jsonb,
  error_message text,
  error_context jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Path of the pipeline's file, `genai/payg/openai`; pipeline_id is per organization.
  pipeline_path text NOT NULL,
  -- Empty: no credential was named and the pipeline resolves its own.
  credential_id text NOT NULL DEFAULT '',
  -- Half-open range of UTC days the run works on.
  start_date date NOT NULL,
  end_date date NOT NULL,
  -- Equal for two requests that mean the same work; at most one of them may be open.
  dedupe_key text NOT NULL,
  priority integer NOT NULL DEFAULT 0,
  -- Process that works on the run and when it last said so.
  owner_instance text,
  heartbeat_at timestamptz,
  -- How often a process has claimed the run; a crash gives it back to the queue.
  claim_count integer NOT NULL DEFAULT 0,
  cancel_requested_at timestamptz,
  cancel_requested_by text,
  -- Since when the run is in its state; the next transition measures from here.
  state_since timestamptz NOT NULL DEFAULT now(),
  -- Version of the configuration the run was started with.
  config_version text,
  -- Failed run this one continues from its last good step.
  resumed_from text REFERENCES org_meta_pipeline_runs (pipeline_logging_id),
  -- Whether the run still occupies a concurrent slot.
  holds_slot boolean NOT NULL DEFAULT true,
  rows_processed bigint,
  CHECK (start_date < end_date)
);
CREATE UNIQUE INDEX org_meta_pipeline_runs_one_dedupe_key ON org_meta_pipeline_runs (dedupe_key) WHERE status IN ('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING');
CREATE INDEX org_meta_pipeline_runs_by_org_slug_start_time_pipeline_loggi ON org_meta_pipeline_runs (org_slug, start_time DESC, pipeline_logging_id);
CREATE INDEX org_meta_pipeline_runs_by_org_slug_pipeline_id_start_time ON org_meta_pipeline_runs (org_slug, pipeline_id, start_time DESC);
CREATE INDEX org_meta_pipeline_runs_by_org_slug_pipeline_path_start_date ON org_meta_pipeline_runs (org_slug, pipeline_path, start_date) WHERE status = 'COMPLETED';
CREATE INDEX org_meta_pipeline_runs_by_status_owner_instance ON org_meta_pipeline_runs (status, owner_instance) WHERE status IN ('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING');
CREATE INDEX org_meta_pipeline_runs_by_org_slug ON org_meta_pipeline_runs (org_slug) WHERE holds_slot;

CREATE TABLE org_meta_step_logs (
  step_logging_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  pipeline_logging_id text NOT NULL REFERENCES org_meta_pipeline_runs ON DELETE CASCADE,
  step_name text NOT NULL,
  step_type text NOT NULL,
  step_index integer NOT NULL,
  status text NOT NULL,
  start_time timestamptz NOT NULL,
  end_time timestamptz,
  duration_ms bigint,
  rows_processed bigint,
  error_message text,
  error_context jsonb,
  user_id text,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Key of the step in the pipeline's file.
  step_id text NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  -- What dependents receive; a retry of the run takes it from here instead of doing the step again.
  output jsonb NOT NULL DEFAULT '{}',
  findings jsonb NOT NULL DEFAULT '[]',
  UNIQUE (pipeline_logging_id, step_id)
);
CREATE INDEX org_meta_step_logs_by_org_slug_pipeline_logging_id_step_inde ON org_meta_step_logs (org_slug, pipeline_logging_id, step_index);

CREATE TABLE org_meta_state_transitions (
  transition_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  pipeline_logging_id text NOT NULL REFERENCES org_meta_pipeline_runs ON DELETE CASCADE,
  step_logging_id text,
  entity_type text NOT NULL,
  entity_name text,
  from_state text NOT NULL,
  to_state text NOT NULL,
  transition_time timestamptz NOT NULL,
  reason text,
  error_type text,
  error_message text,
  stack_trace_truncated text,
  retry_count integer DEFAULT 0,
  duration_in_state_ms bigint,
  trigger_type text,
  user_id text,
  metadata jsonb,
  transition_date date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Order of changes that share a millisecond.
  transition_sequence bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX org_meta_state_transitions_by_run ON org_meta_state_transitions (pipeline_logging_id, transition_sequence);

CREATE TABLE org_meta_dq_results (
  dq_result_id text PRIMARY KEY,
  pipeline_logging_id text NOT NULL REFERENCES org_meta_pipeline_runs ON DELETE CASCADE,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  target_table text NOT NULL,
  dq_config_id text NOT NULL,
  executed_at timestamptz NOT NULL,
  expectations_passed integer NOT NULL,
  expectations_failed integer NOT NULL,
  failed_expectations jsonb,
  overall_status text NOT NULL,
  user_id text,
  ingestion_date date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_meta_dq_results_by_org_slug_ingestion_date ON org_meta_dq_results (org_slug, ingestion_date DESC);
CREATE INDEX org_meta_dq_results_by_pipeline_logging_id ON org_meta_dq_results (pipeline_logging_id);

-- Run-all batches over many organizations; org_slug is `*` for all.
CREATE TABLE org_meta_pipeline_batch_runs (
  batch_run_id text PRIMARY KEY,
  org_slug text NOT NULL,
  trigger_type text NOT NULL,
  status text NOT NULL,
  run_date date NOT NULL,
  dry_run boolean NOT NULL DEFAULT false,
  categories_filter jsonb,
  providers_filter jsonb,
  orgs_processed integer NOT NULL,
  orgs_skipped integer NOT NULL,
  pipelines_triggered integer NOT NULL,
  pipelines_failed integer NOT NULL,
  pipelines_skipped_quota integer NOT NULL,
  total_integrations integer NOT NULL,
  results jsonb,
  errors jsonb,
  elapsed_seconds double precision NOT NULL,
  triggered_at timestamptz NOT NULL,
  completed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_meta_pipeline_batch_runs_by_triggered_at ON org_meta_pipeline_batch_runs (triggered_at DESC);

ALTER TABLE org_usage_quotas ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_meta_pipeline_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_meta_step_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_meta_state_transitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_meta_dq_results ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_meta_pipeline_batch_runs ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0002_runs.sql', 'bbdfb3fad471aa055c63a6a0aeaaf85003516aedc476233342bc9fa1e8796fca');

RESET search_path;
