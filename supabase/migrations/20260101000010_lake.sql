-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Catalog of the Parquet lake: which immutable files make up each table of an organization right now.

-- Grows by one with every commit that changes an organization's slices. Its row lock puts those commits in order.
CREATE TABLE lake_versions (
  org_slug text PRIMARY KEY,
  version bigint NOT NULL
);

-- `columns` is an ordered array of {name, type, required, description, since}: a file written at schema version v has
-- exactly the columns with since <= v. `rollup_version` grows when the definition of the rollup changes.
CREATE TABLE lake_tables (
  org_slug text NOT NULL,
  table_name text NOT NULL,
  schema_version integer NOT NULL,
  columns jsonb NOT NULL,
  definition jsonb NOT NULL,
  rollup_version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_slug, table_name)
);

-- `kind` is detail or rollup. `compacted` files hold several slices, told apart by their column __slice (version_id).
-- `schema_version` is the table's schema version, or its rollup version for a rollup file.
CREATE TABLE lake_files (
  file_id uuid PRIMARY KEY,
  org_slug text NOT NULL,
  table_name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('detail', 'rollup')),
  path text NOT NULL,
  rows bigint NOT NULL,
  bytes bigint NOT NULL,
  schema_version integer NOT NULL,
  compacted boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  released_at timestamptz
);
CREATE INDEX lake_files_by_org_slug ON lake_files (org_slug, table_name);

-- A slice is what one run replaces. `generation` is that of its latest version and survives a drop.
CREATE TABLE lake_slices (
  slice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  org_slug text NOT NULL,
  table_name text NOT NULL,
  pipeline_id text NOT NULL,
  credential_id text NOT NULL,
  account_id text NOT NULL,
  period text NOT NULL,
  generation integer NOT NULL,
  UNIQUE (org_slug, table_name, pipeline_id, credential_id, account_id, period)
);

-- The content of a slice over time. Live: replaced_at is null. Kept: the predecessor a diff compares with.
-- An empty slice has no files.
CREATE TABLE lake_slice_versions (
  version_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slice_id bigint NOT NULL REFERENCES lake_slices ON DELETE CASCADE,
  generation integer NOT NULL,
  detail_file uuid REFERENCES lake_files (file_id),
  rollup_file uuid REFERENCES lake_files (file_id),
  rows bigint NOT NULL,
  bytes bigint NOT NULL,
  min_day date,
  max_day date,
  content_hash text,
  run_id text NOT NULL,
  committed_at timestamptz NOT NULL,
  replaced_at timestamptz,
  kept boolean NOT NULL DEFAULT false,
  UNIQUE (slice_id, generation)
);
CREATE UNIQUE INDEX lake_slice_versions_live ON lake_slice_versions (slice_id) WHERE replaced_at IS NULL;
CREATE INDEX lake_slice_versions_by_detail_file ON lake_slice_versions (detail_file);
CREATE INDEX lake_slice_versions_by_rollup_file ON lake_slice_versions (rollup_file);

ALTER TABLE lake_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_tables ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_slices ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_slice_versions ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0010_lake.sql', '11f0f4084cb7e1115182b7703a64ee8cd9467e236248eb00fcb82d2e53a2e08c');

RESET search_path;
