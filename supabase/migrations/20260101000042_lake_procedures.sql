-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- The lake renders a procedure's file when it is run, so there is nothing to install; this says which content of a file
-- the operator last synced, and which procedures may not be run until the next sync.
CREATE TABLE lake_procedures (
  procedure_name text PRIMARY KEY,
  -- Empty when it was withdrawn without ever having been synced.
  content_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);

ALTER TABLE lake_procedures ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0042_lake_procedures.sql', '61c1f726509c2d3a807cf550844db7e58f2d21adf8b34d8c3122d351a2814929');

RESET search_path;
