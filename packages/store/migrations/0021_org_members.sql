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
