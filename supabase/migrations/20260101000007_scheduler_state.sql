-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- One row: up to which instant the scheduler has looked for due pipelines.
CREATE TABLE scheduler_state (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  scheduled_through timestamptz NOT NULL
);

ALTER TABLE scheduler_state ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0007_scheduler_state.sql', 'd011d23ee7d51d2ac7ff8ac1077fc3879117debed6f9cdaafe8aa446fa80769a');

RESET search_path;
