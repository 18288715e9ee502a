-- What an organization pays instead of a list price (override), and list prices only it has (custom). Days are UTC,
-- half-open; two of one kind for one thing never hold on one day, which the operations see to under a lock.
CREATE TABLE org_genai_prices (
  price_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('override', 'custom')),
  provider text NOT NULL,
  model text NOT NULL,
  meter text NOT NULL,
  service_tier text NOT NULL,
  context_band text NOT NULL,
  min_tokens bigint,
  region text NOT NULL,
  time_window text,
  unit text NOT NULL,
  currency text NOT NULL,
  price numeric(38, 12) NOT NULL CHECK (price >= 0),
  effective_from date NOT NULL,
  effective_to date CHECK (effective_to > effective_from),
  notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text
);
CREATE INDEX org_genai_prices_by_provider ON org_genai_prices (org_slug, provider, model);

-- A percentage, or an amount per pricing unit, less than the list price.
CREATE TABLE org_genai_discounts (
  discount_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  provider text NOT NULL,
  model text NOT NULL,
  meter text,
  discount_percent numeric(9, 6) CHECK (discount_percent BETWEEN 0 AND 100),
  discount_amount numeric(38, 12) CHECK (discount_amount >= 0),
  currency text,
  effective_from date NOT NULL,
  effective_to date CHECK (effective_to > effective_from),
  notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text,
  CHECK (discount_percent IS NULL OR discount_amount IS NULL),
  CHECK (discount_amount IS NULL OR (meter IS NOT NULL AND currency IS NOT NULL))
);
CREATE INDEX org_genai_discounts_by_provider ON org_genai_discounts (org_slug, provider, model);
