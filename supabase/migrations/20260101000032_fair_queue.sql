-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- A run's place in the queue takes the place of a priority that nobody set: lower goes first, and every organization's
-- waiting runs are numbered one after the other, so that organizations take turns.
ALTER TABLE org_meta_pipeline_runs RENAME COLUMN priority TO queue_position;
CREATE INDEX org_meta_pipeline_runs_waiting ON org_meta_pipeline_runs (queue_position) WHERE status = 'PENDING';
CREATE INDEX org_meta_pipeline_runs_open_by_org_slug ON org_meta_pipeline_runs (org_slug, queue_position)
  WHERE status IN ('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING');

-- The turn the queue is at: the lowest place that waits, else the highest that is worked on. It says something about
-- all organizations and tells nothing of any, so it may be asked for by one of them.
CREATE FUNCTION queue_turn() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = organizations AS $$
  SELECT coalesce(
    (SELECT min(queue_position) FROM org_meta_pipeline_runs WHERE status = 'PENDING'),
    (SELECT max(queue_position) FROM org_meta_pipeline_runs WHERE status IN ('VALIDATING', 'RUNNING', 'CANCELLING')),
    0)
$$;

-- When a process last took up a job of which one at a time is enough.
CREATE TABLE periodic_jobs (
  name text PRIMARY KEY,
  claimed_at timestamptz NOT NULL
);

ALTER TABLE periodic_jobs ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0032_fair_queue.sql', '6e8c2e411a034238b52ffc3fc8be08e0566aa68ddd74107af80384588bbb8294');

RESET search_path;
