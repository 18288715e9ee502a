-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Keys with a name, a purpose and chosen scopes stand beside the organization's main key, which is the one the older
-- routes show and rotate. Until now an organization had one active key at a time.
ALTER TABLE org_api_keys ADD COLUMN key_name text;
ALTER TABLE org_api_keys ADD COLUMN description text;
ALTER TABLE org_api_keys ADD COLUMN is_main boolean NOT NULL DEFAULT false;
ALTER TABLE org_api_keys ADD COLUMN created_by text;
ALTER TABLE org_api_keys ADD COLUMN revoked_at timestamptz;

UPDATE org_api_keys AS key SET is_main = true
WHERE is_active AND NOT EXISTS (
  SELECT 1 FROM org_api_keys AS later
  WHERE later.org_slug = key.org_slug AND later.is_active
    AND (later.created_at, later.org_api_key_id) > (key.created_at, key.org_api_key_id)
);
CREATE UNIQUE INDEX org_api_keys_one_main ON org_api_keys (org_slug) WHERE is_main AND is_active;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0040_api_key_names.sql', 'b8df97014f8b001b581fc11727a75026d06521736ac216bafb80a8ef4de757fb');

RESET search_path;
