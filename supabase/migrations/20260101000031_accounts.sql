-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Somebody asked into an organization by e-mail. The token of the link is stored as its SHA-256 only.
CREATE TABLE org_invitations (
  invitation_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  -- Lower case, as accounts have it.
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'editor', 'viewer')),
  token_hash text NOT NULL,
  -- Null when the operator or a program invited.
  invited_by text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  accepted_at timestamptz,
  accepted_by text,
  UNIQUE (token_hash)
);
CREATE UNIQUE INDEX org_invitations_open ON org_invitations (org_slug, email)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX org_invitations_by_created_at ON org_invitations (org_slug, created_at);

-- The second step of signing in. Secret and backup codes are encrypted by the session library.
ALTER TABLE auth_users ADD COLUMN two_factor_enabled boolean DEFAULT false;
CREATE TABLE auth_two_factors (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth_users ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true,
  failed_verification_count integer DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX auth_two_factors_by_user_id ON auth_two_factors (user_id);

ALTER TABLE org_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth_two_factors ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0031_accounts.sql', '35d40e4a60f6bcb67fb83e2891b7cd2609c56cde91b1df108c0b71851cd2d517');

RESET search_path;
