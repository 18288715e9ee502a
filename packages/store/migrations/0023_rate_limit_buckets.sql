-- Token buckets shared by the processes of a deployment. Unlogged: losing them costs a minute's counts.
CREATE UNLOGGED TABLE rate_limit_buckets (
  bucket text PRIMARY KEY,
  tokens double precision NOT NULL,
  -- What the last lease was granted: how one statement both counts and answers.
  granted double precision NOT NULL,
  refilled_at timestamptz NOT NULL
);
CREATE INDEX rate_limit_buckets_by_refilled_at ON rate_limit_buckets (refilled_at);
