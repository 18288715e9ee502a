-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- The zone in which the rollups of an organization count days.
ALTER TABLE lake_versions ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';

-- Time zones that reports are to use and do not yet: a row goes when the pipeline service has made the rollups anew.
CREATE TABLE org_time_zone_changes (
  org_slug text PRIMARY KEY REFERENCES org_profiles ON DELETE CASCADE,
  time_zone text NOT NULL,
  requested_at timestamptz NOT NULL
);

-- Zones that were stored and never applied.
INSERT INTO org_time_zone_changes (org_slug, time_zone, requested_at)
SELECT org_slug, default_timezone, now() FROM org_profiles WHERE default_timezone <> 'UTC';

ALTER TABLE org_time_zone_changes ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0043_report_time_zone.sql', 'a097e1b8a2726f86286103d36424dffa340020a342576720161aeb1c9f5b6f0d');

RESET search_path;
