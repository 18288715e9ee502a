-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Who works in which organization, and as what.
CREATE TABLE org_members (
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES auth_users ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'editor', 'viewer')),
  added_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_slug, user_id)
);
CREATE INDEX org_members_by_user_id ON org_members (user_id);

ALTER TABLE org_members ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0021_org_members.sql', 'fa549a123bb8def97d694142f1db5afbef759aaba4490548a64b9d5c925edd83');

RESET search_path;
