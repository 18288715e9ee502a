-- Made by "npm run supabase" from packages/store. Change it there.

CREATE SCHEMA IF NOT EXISTS organizations;
REVOKE ALL ON SCHEMA organizations FROM PUBLIC, anon, authenticated;
CREATE TABLE IF NOT EXISTS organizations.schema_migrations (
  name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
ALTER TABLE organizations.schema_migrations ENABLE ROW LEVEL SECURITY;

SET search_path TO organizations, public;

-- Identity, locale and fiscal year of an organization.
CREATE TABLE org_profiles (
  org_slug text PRIMARY KEY,
  company_name text NOT NULL,
  admin_email text NOT NULL,
  org_dataset_id text NOT NULL,
  status text NOT NULL,
  subscription_plan text,
  default_currency text,
  default_country text,
  default_language text,
  default_timezone text,
  fiscal_year_start_month integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz
);

-- The plan in force: one row per organization, so joins cannot fan out. A limit of NULL is unlimited.
CREATE TABLE org_subscriptions (
  subscription_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  plan_name text NOT NULL,
  status text NOT NULL,
  daily_limit integer,
  monthly_limit integer,
  concurrent_limit integer,
  seat_limit integer,
  providers_limit integer,
  trial_end_date date,
  subscription_end_date date,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  UNIQUE (org_slug)
);

CREATE TABLE org_api_keys (
  org_api_key_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  org_api_key_hash text NOT NULL,
  encrypted_org_api_key bytea,
  scopes text[] NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  UNIQUE (org_api_key_hash)
);
CREATE INDEX org_api_keys_by_org_slug_is_active ON org_api_keys (org_slug, is_active);

CREATE TABLE org_integration_credentials (
  credential_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  provider text NOT NULL,
  credential_name text,
  encrypted_credential bytea NOT NULL,
  credential_type text NOT NULL,
  validation_status text NOT NULL,
  last_validated_at timestamptz,
  last_error text,
  metadata jsonb,
  default_x_hierarchy_entity_id text,
  default_x_hierarchy_entity_name text,
  default_x_hierarchy_level_code text,
  default_x_hierarchy_path text,
  default_x_hierarchy_path_names text,
  is_active boolean NOT NULL DEFAULT true,
  created_by_user_id text,
  updated_by_user_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  expires_at timestamptz,
  deactivation_scheduled_at timestamptz
);
CREATE INDEX org_integration_credentials_by_org_slug_provider_is_active ON org_integration_credentials (org_slug, provider, is_active);
CREATE UNIQUE INDEX org_integration_credentials_one_org_slug_provider_credential ON org_integration_credentials (org_slug, provider, lower(coalesce(credential_name, ''))) WHERE is_active;

-- Kept when an organization is removed, hence no foreign key.
CREATE TABLE org_audit_logs (
  audit_id text PRIMARY KEY,
  org_slug text NOT NULL,
  user_id text,
  api_key_id text,
  action text NOT NULL,
  resource_type text NOT NULL,
  resource_id text,
  details jsonb,
  ip_address text,
  user_agent text,
  request_id text,
  status text NOT NULL,
  error_message text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_audit_logs_by_org_slug_created_at ON org_audit_logs (org_slug, created_at DESC);
CREATE INDEX org_audit_logs_by_org_slug_resource_type_resource_id_created ON org_audit_logs (org_slug, resource_type, resource_id, created_at DESC);

CREATE TABLE org_cost_tracking (
  cost_id text PRIMARY KEY,
  org_slug text NOT NULL,
  usage_date date NOT NULL,
  resource_type text NOT NULL,
  provider text,
  pipeline_id text,
  quantity bigint NOT NULL,
  unit text NOT NULL,
  bytes_processed bigint,
  bytes_billed bigint,
  duration_ms bigint,
  estimated_cost_usd numeric(38, 12),
  cost_breakdown jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_cost_tracking_by_org_slug_usage_date ON org_cost_tracking (org_slug, usage_date);

CREATE TABLE org_idempotency_keys (
  idempotency_key text NOT NULL,
  org_slug text NOT NULL,
  response_data text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_slug, idempotency_key)
);
CREATE INDEX org_idempotency_keys_by_created_at ON org_idempotency_keys (created_at);

-- Key-encryption keys of one organization and purpose: the local key ring keeps them wrapped by its master key, an
-- outside KMS keeps only their names. Old versions stay, because old ciphertexts name them.
CREATE TABLE org_kms_keys (
  key_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  purpose text NOT NULL,
  key_version text NOT NULL,
  wrapped_key bytea,
  external_key_name text,
  is_current boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  UNIQUE (org_slug, purpose, key_version)
);
CREATE UNIQUE INDEX org_kms_keys_current ON org_kms_keys (org_slug, purpose) WHERE is_current;

ALTER TABLE org_profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_integration_credentials ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_audit_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_cost_tracking ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_kms_keys ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0001_organizations.sql', '3ce94bae23812594a2ea82e903deaa8a68212eb6fe0c3d05cf5cf428d49a3c08');

RESET search_path;
