-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Token buckets shared by the processes of a deployment. Unlogged: losing them costs a minute's counts.
CREATE UNLOGGED TABLE rate_limit_buckets (
  bucket text PRIMARY KEY,
  tokens double precision NOT NULL,
  -- What the last lease was granted: how one statement both counts and answers.
  granted double precision NOT NULL,
  refilled_at timestamptz NOT NULL
);
CREATE INDEX rate_limit_buckets_by_refilled_at ON rate_limit_buckets (refilled_at);

ALTER TABLE rate_limit_buckets ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0023_rate_limit_buckets.sql', '93e41bef6ee25019bc56465ed218300b8a1cd5499d806b561702650169ccd54b');

RESET search_path;
