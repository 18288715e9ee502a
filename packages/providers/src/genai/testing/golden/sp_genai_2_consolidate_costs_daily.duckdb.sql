WITH metered AS (
  SELECT
    costs.*,
    CASE
      WHEN unit <> 'Tokens' THEN 'other'
      WHEN meter = 'input_cache_read' OR ENDS_WITH(meter, '_cached') THEN 'cached'
      WHEN STARTS_WITH(meter, 'output') THEN 'output'
      WHEN STARTS_WITH(meter, 'input_cache_write') THEN 'written'
      ELSE 'input'
    END AS kind
  FROM "genai_payg_costs_daily" AS costs
  WHERE x_credential_id = getvariable('credential_id')
    AND billing_account_id = getvariable('account_id')
    AND cost_date >= CAST(getvariable('period_start') AS DATE)
    AND cost_date < CAST(getvariable('period_end') AS DATE)
),

day_costs AS (
  SELECT
    cost_date, provider, model, region, billing_account_id, project_id, service_tier, currency, is_priced, unit, x_genai_provider,
    MAX(project_name) AS project_name,
    SUM(CAST(CASE WHEN kind IN ('input', 'written') THEN contracted_cost END AS DECIMAL(38,12))) AS input_cost,
    SUM(CAST(CASE WHEN kind = 'written' THEN contracted_cost END AS DECIMAL(38,12))) AS cache_write_cost,
    SUM(CAST(CASE WHEN kind = 'output' THEN contracted_cost END AS DECIMAL(38,12))) AS output_cost,
    SUM(CAST(CASE WHEN kind = 'cached' THEN contracted_cost END AS DECIMAL(38,12))) AS cached_cost,
    SUM(CAST(CASE WHEN kind = 'other' THEN contracted_cost END AS DECIMAL(38,12))) AS other_cost,
    SUM(CAST(contracted_cost AS DECIMAL(38,12))) AS total_cost,
    SUM(CAST(list_cost AS DECIMAL(38,12))) AS list_cost,
    SUM(CAST(quantity AS DECIMAL(38,12))) AS usage_quantity,
    SUM(CAST(CASE WHEN kind IN ('input', 'written') THEN quantity END AS DECIMAL(38,12))) AS input_quantity,
    SUM(CAST(CASE WHEN kind = 'output' THEN quantity END AS DECIMAL(38,12))) AS output_quantity,
    SUM(CAST(CASE WHEN kind = 'cached' THEN quantity END AS DECIMAL(38,12))) AS cached_quantity,
    MAX(x_ingested_at) AS consolidated_at,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM metered
  GROUP BY
    cost_date, provider, model, region, billing_account_id, project_id, service_tier, currency, is_priced, unit, x_genai_provider,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
)

SELECT
  cost_date,
  CAST('payg' AS ENUM('payg')) AS cost_type,
  provider, model, region,
  CASE WHEN currency = 'USD' THEN input_cost END AS input_cost_usd,
  CASE WHEN currency = 'USD' THEN output_cost END AS output_cost_usd,
  CASE WHEN currency = 'USD' THEN cached_cost END AS cached_cost_usd,
  CASE WHEN currency = 'USD' THEN total_cost END AS total_cost_usd,
  money_div(money_mul(list_cost - total_cost, CAST('100' AS DECIMAL(38,12))), NULLIF(list_cost, CAST('0' AS DECIMAL(38,12)))) AS discount_applied_pct,
  usage_quantity,
  unit AS usage_unit,
  money_div(money_mul(input_cost, CAST('1000000' AS DECIMAL(38,12))), NULLIF(input_quantity, CAST('0' AS DECIMAL(38,12)))) AS effective_rate_input,
  money_div(money_mul(output_cost, CAST('1000000' AS DECIMAL(38,12))), NULLIF(output_quantity, CAST('0' AS DECIMAL(38,12)))) AS effective_rate_output,
  money_div(money_mul(cached_cost, CAST('1000000' AS DECIMAL(38,12))), NULLIF(cached_quantity, CAST('0' AS DECIMAL(38,12)))) AS effective_rate_cached,
  CAST('genai_payg_costs_daily' AS ENUM('genai_payg_costs_daily')) AS source_table,
  consolidated_at,
  billing_account_id,
  project_id AS sub_account_id,
  project_name AS sub_account_name,
  service_tier,
  'Usage' AS charge_category,
  CAST('usage_priced' AS ENUM('usage_priced')) AS cost_source,
  is_priced,
  input_cost, cache_write_cost, output_cost, cached_cost, other_cost, list_cost,
  total_cost AS billed_cost,
  total_cost,
  md5(CONCAT('payg|', plain_text(cost_date), '|', provider, '|', billing_account_id, '|', COALESCE(project_id, ''), '|', model, '|', COALESCE(region, ''), '|', service_tier, '|', COALESCE(currency, ''), '|', plain_text(is_priced), '|', unit, '|', COALESCE(x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  x_genai_provider,
  currency,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM day_costs;

WITH billed AS (
  SELECT provider, commitment_type, cost_date, COALESCE(billing_account_id, '') AS account FROM "genai_commitment_costs_daily" WHERE cost_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, commitment_type, cost_date, sub_account_id AS account FROM "genai_commitment_costs_daily" WHERE cost_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, commitment_type, cost_date, '' AS account FROM "genai_commitment_costs_daily" WHERE cost_source = 'vendor_bill'
)

SELECT
  held.cost_date,
  CAST('commitment' AS ENUM('commitment')) AS cost_type,
  held.provider, held.model, held.region,
  held.commitment_cost_usd, held.overage_cost_usd, held.total_cost_usd,
  money_div(money_mul(held.list_cost - held.effective_cost, CAST('100' AS DECIMAL(38,12))), NULLIF(held.list_cost, CAST('0' AS DECIMAL(38,12)))) AS discount_applied_pct,
  held.unit_hours AS usage_quantity,
  CASE WHEN held.unit_name IS NOT NULL THEN CONCAT(held.unit_name, '-Hours') END AS usage_unit,
  CAST('genai_commitment_costs_daily' AS ENUM('genai_commitment_costs_daily')) AS source_table,
  held.calculated_at AS consolidated_at,
  held.billing_account_id, held.sub_account_id, held.commitment_id, held.commitment_type, held.commitment_status,
  held.commitment_term_months, held.charge_category, held.resource_id, held.cost_source, held.is_priced,
  held.effective_cost AS commitment_cost,
  held.idle_cost, held.list_cost, held.billed_cost,
  held.effective_cost AS total_cost,
  held.list_unit_price, held.contracted_unit_price,
  held.used_unit_hours AS used_quantity,
  held.x_price_id,
  held.sku_meter,
  md5(CONCAT('commitment|', plain_text(held.cost_date), '|', held.provider, '|', held.commitment_type, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.commitment_id, ''), '|', COALESCE(held.resource_id, ''), '|', held.model, '|', held.region, '|', COALESCE(held.sku_meter, ''), '|', held.charge_category, '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.currency, ''), '|', COALESCE(held.x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.currency,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM "genai_commitment_costs_daily" AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.commitment_type = held.commitment_type AND by_account.cost_date = held.cost_date
  AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.commitment_type = held.commitment_type AND by_sub_account.cost_date = held.cost_date
  AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = getvariable('credential_id')
  AND COALESCE(held.billing_account_id, '') = getvariable('account_id')
  AND held.x_pipeline_run_date >= CAST(getvariable('period_start') AS DATE)
  AND held.x_pipeline_run_date < CAST(getvariable('period_end') AS DATE)
  AND (held.cost_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL));

WITH billed AS (
  SELECT provider, cost_date, COALESCE(billing_account_id, '') AS account FROM "genai_infrastructure_costs_daily" WHERE cost_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, cost_date, sub_account_id AS account FROM "genai_infrastructure_costs_daily" WHERE cost_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, cost_date, '' AS account FROM "genai_infrastructure_costs_daily" WHERE cost_source = 'vendor_bill'
)

SELECT
  held.cost_date,
  CAST('infrastructure' AS ENUM('infrastructure')) AS cost_type,
  held.provider, held.instance_type, held.gpu_type, held.region,
  held.total_cost_usd AS infrastructure_cost_usd,
  held.total_cost_usd,
  money_div(money_mul(held.list_cost - held.effective_cost, CAST('100' AS DECIMAL(38,12))), NULLIF(held.list_cost, CAST('0' AS DECIMAL(38,12)))) AS discount_applied_pct,
  held.hours_used AS usage_quantity,
  CAST('Hours' AS ENUM('Hours')) AS usage_unit,
  CAST('genai_infrastructure_costs_daily' AS ENUM('genai_infrastructure_costs_daily')) AS source_table,
  held.calculated_at AS consolidated_at,
  held.billing_account_id, held.sub_account_id, held.commitment_status, held.charge_category, held.pricing_type,
  held.instance_id AS resource_id,
  held.cost_source, held.is_priced,
  held.effective_cost AS infrastructure_cost,
  held.list_cost, held.billed_cost,
  held.effective_cost AS total_cost,
  held.list_unit_price, held.contracted_unit_price, held.x_price_id, held.sku_meter,
  md5(CONCAT('infrastructure|', plain_text(held.cost_date), '|', held.provider, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.instance_id, ''), '|', held.instance_type, '|', held.region, '|', COALESCE(held.pricing_type, ''), '|', COALESCE(held.sku_meter, ''), '|', held.charge_category, '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.currency, ''), '|', COALESCE(held.x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.currency,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM "genai_infrastructure_costs_daily" AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.cost_date = held.cost_date AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.cost_date = held.cost_date AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = getvariable('credential_id')
  AND COALESCE(held.billing_account_id, '') = getvariable('account_id')
  AND held.x_pipeline_run_date >= CAST(getvariable('period_start') AS DATE)
  AND held.x_pipeline_run_date < CAST(getvariable('period_end') AS DATE)
  AND (held.cost_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL))
