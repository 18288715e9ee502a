-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

CREATE TABLE org_hierarchy_levels (
  id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  level integer NOT NULL,
  level_code text NOT NULL,
  level_name text NOT NULL,
  level_name_plural text NOT NULL,
  parent_level integer,
  is_required boolean NOT NULL,
  is_leaf boolean NOT NULL,
  max_children integer,
  id_prefix text,
  id_auto_generate boolean NOT NULL,
  metadata_schema jsonb,
  display_order integer NOT NULL,
  icon text,
  color text,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  updated_at timestamptz,
  updated_by text,
  UNIQUE (org_slug, level),
  UNIQUE (org_slug, level_code)
);

CREATE TABLE org_hierarchy (
  id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  entity_id text NOT NULL,
  entity_name text NOT NULL,
  level integer NOT NULL,
  level_code text NOT NULL,
  parent_id text,
  path text NOT NULL,
  path_ids text[] NOT NULL DEFAULT '{}',
  path_names text[] NOT NULL DEFAULT '{}',
  depth integer NOT NULL,
  owner_id text,
  owner_name text,
  owner_email text,
  description text,
  metadata jsonb,
  sort_order integer,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  updated_at timestamptz,
  updated_by text,
  version integer NOT NULL DEFAULT 1,
  end_date timestamptz
);
CREATE UNIQUE INDEX org_hierarchy_one_org_slug_entity_id ON org_hierarchy (org_slug, entity_id) WHERE end_date IS NULL;
CREATE INDEX org_hierarchy_by_org_slug_path ON org_hierarchy (org_slug, path text_pattern_ops) WHERE end_date IS NULL;
CREATE INDEX org_hierarchy_by_org_slug_parent_id ON org_hierarchy (org_slug, parent_id) WHERE end_date IS NULL;

CREATE TABLE org_budgets (
  budget_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  hierarchy_entity_id text NOT NULL,
  hierarchy_entity_name text NOT NULL,
  hierarchy_path text,
  hierarchy_level_code text NOT NULL,
  category text NOT NULL,
  budget_type text NOT NULL,
  budget_amount numeric(38, 12) NOT NULL,
  currency text NOT NULL,
  period_type text NOT NULL,
  period_start date NOT NULL,
  period_end date NOT NULL,
  provider text,
  notes text,
  is_active boolean NOT NULL DEFAULT true,
  created_by text NOT NULL,
  updated_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz
);
CREATE INDEX org_budgets_by_org_slug_period_start ON org_budgets (org_slug, period_start);
CREATE INDEX org_budgets_by_org_slug_hierarchy_entity_id ON org_budgets (org_slug, hierarchy_entity_id);

CREATE TABLE org_budget_allocations (
  allocation_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  parent_budget_id text NOT NULL REFERENCES org_budgets (budget_id) ON DELETE CASCADE,
  child_budget_id text NOT NULL REFERENCES org_budgets (budget_id) ON DELETE CASCADE,
  allocated_amount numeric(38, 12) NOT NULL,
  allocation_percentage double precision,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  UNIQUE (parent_budget_id, child_budget_id)
);

ALTER TABLE org_hierarchy_levels ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_hierarchy ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_budget_allocations ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0005_hierarchy_and_budgets.sql', 'b46d80cebbafc7aff91b6bc9a31440a2024e23e559a6343c409c6a59c4b6207b');

RESET search_path;
