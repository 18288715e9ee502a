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
