-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- The key ring is the deployment's, not an organization's: one row per version of its master key, never the key.
DROP TABLE org_kms_keys;
CREATE TABLE org_kms_keys (
  kms_key_id text PRIMARY KEY,
  -- Empty for the deployment-wide ring.
  org_slug text,
  provider text NOT NULL,
  key_version text NOT NULL,
  status text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  rotated_at timestamptz,
  destroyed_at timestamptz,
  UNIQUE (provider, key_version)
);

-- An amount without its currency says nothing.
ALTER TABLE org_cost_tracking RENAME COLUMN estimated_cost_usd TO estimated_cost;
ALTER TABLE org_cost_tracking ADD COLUMN currency text;

ALTER TABLE org_kms_keys ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0022_key_versions.sql', '5dbf99622d277355215250bad6d394c0d21e9e57434ac643830940394de4d21a');

RESET search_path;
