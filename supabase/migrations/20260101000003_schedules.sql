-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

CREATE TABLE org_pipeline_configs (
  config_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  provider text NOT NULL,
  domain text NOT NULL,
  pipeline_template text NOT NULL,
  schedule_cron text NOT NULL,
  timezone text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  next_run_time timestamptz,
  last_run_time timestamptz,
  last_run_status text,
  parameters jsonb,
  priority integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  UNIQUE (org_slug, pipeline_template)
);
CREATE INDEX org_pipeline_configs_by_next_run_time ON org_pipeline_configs (next_run_time) WHERE is_active;

CREATE TABLE org_scheduled_pipeline_runs (
  run_id text PRIMARY KEY,
  config_id text NOT NULL,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  pipeline_id text NOT NULL,
  state text NOT NULL,
  scheduled_time timestamptz NOT NULL,
  priority integer NOT NULL,
  parameters jsonb,
  pipeline_logging_id text,
  retry_count integer NOT NULL DEFAULT 0,
  max_retries integer NOT NULL,
  completed_at timestamptz,
  failed_at timestamptz,
  error_message text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (config_id, scheduled_time)
);
CREATE INDEX org_scheduled_pipeline_runs_by_org_slug_scheduled_time ON org_scheduled_pipeline_runs (org_slug, scheduled_time DESC);
CREATE INDEX org_scheduled_pipeline_runs_by_state_scheduled_time ON org_scheduled_pipeline_runs (state, scheduled_time);

CREATE TABLE org_pipeline_execution_queue (
  run_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  pipeline_id text NOT NULL,
  state text NOT NULL,
  scheduled_time timestamptz NOT NULL,
  priority integer NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  processing_started_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_pipeline_execution_queue_by_state_priority_scheduled_tim ON org_pipeline_execution_queue (state, priority DESC, scheduled_time);

ALTER TABLE org_pipeline_configs ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_scheduled_pipeline_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_pipeline_execution_queue ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0003_schedules.sql', '47215f2aa61496e138e90ec13ab275c490cef9e031be1526461a3351a82ac73a');

RESET search_path;
