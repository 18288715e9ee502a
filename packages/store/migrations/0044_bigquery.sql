-- Catalog of the BigQuery warehouse: which tables an organization has and what its slices are. The rows are in BigQuery.

-- Grows with every change of an organization's slices or tables. Its row lock puts those changes in order. `time_zone`
-- is the one rollups count days in.
CREATE TABLE bigquery_versions (
  org_slug text PRIMARY KEY,
  version bigint NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC'
);

-- `columns` is an ordered array of {name, type, required, description, since}; `definition` the schema asked for last.
-- `rollup_stale`: the rollup table is of an older definition or time zone, so readers aggregate the detail.
CREATE TABLE bigquery_tables (
  org_slug text NOT NULL,
  table_name text NOT NULL,
  schema_version integer NOT NULL,
  columns jsonb NOT NULL,
  definition jsonb NOT NULL,
  rollup_stale boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_slug, table_name)
);

-- What a run replaces. `slice_id` is the value of the rows' column x_slice_id. `generation` survives a withdrawal,
-- after which `live` is false. `previous` is {generation, rows, runId} of the kept predecessor.
CREATE TABLE bigquery_slices (
  org_slug text NOT NULL,
  slice_id text NOT NULL,
  table_name text NOT NULL,
  pipeline_id text NOT NULL,
  credential_id text NOT NULL,
  account_id text NOT NULL,
  period text NOT NULL,
  generation integer NOT NULL,
  live boolean NOT NULL,
  rows bigint NOT NULL,
  bytes bigint NOT NULL,
  content_hash text,
  run_id text NOT NULL,
  commit_id text NOT NULL,
  committed_at timestamptz NOT NULL,
  previous jsonb,
  PRIMARY KEY (org_slug, slice_id)
);
CREATE INDEX bigquery_slices_by_table ON bigquery_slices (org_slug, table_name);

-- A change that is about to be made. `commit_id` is the id of the BigQuery job that makes it, `plan` what the catalog
-- says when that job succeeded. A row that outlives its process tells the next one to ask BigQuery how the job ended.
CREATE TABLE bigquery_commits (
  commit_id text PRIMARY KEY,
  org_slug text NOT NULL,
  plan jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX bigquery_commits_by_org_slug ON bigquery_commits (org_slug);
