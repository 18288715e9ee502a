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
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_payg_costs_daily`) AS costs
  WHERE x_credential_id = @credential_id
    AND billing_account_id = @account_id
    AND cost_date >= CAST(@period_start AS DATE)
    AND cost_date < CAST(@period_end AS DATE)
),

day_costs AS (
  SELECT
    cost_date, provider, model, region, billing_account_id, project_id, service_tier, currency, is_priced, unit, x_genai_provider,
    MAX(project_name) AS project_name,
    SUM(CAST(CASE WHEN kind IN ('input', 'written') THEN contracted_cost END AS BIGNUMERIC)) AS input_cost,
    SUM(CAST(CASE WHEN kind = 'written' THEN contracted_cost END AS BIGNUMERIC)) AS cache_write_cost,
    SUM(CAST(CASE WHEN kind = 'output' THEN contracted_cost END AS BIGNUMERIC)) AS output_cost,
    SUM(CAST(CASE WHEN kind = 'cached' THEN contracted_cost END AS BIGNUMERIC)) AS cached_cost,
    SUM(CAST(CASE WHEN kind = 'other' THEN contracted_cost END AS BIGNUMERIC)) AS other_cost,
    SUM(CAST(contracted_cost AS BIGNUMERIC)) AS total_cost,
    SUM(CAST(list_cost AS BIGNUMERIC)) AS list_cost,
    SUM(CAST(quantity AS BIGNUMERIC)) AS usage_quantity,
    SUM(CAST(CASE WHEN kind IN ('input', 'written') THEN quantity END AS BIGNUMERIC)) AS input_quantity,
    SUM(CAST(CASE WHEN kind = 'output' THEN quantity END AS BIGNUMERIC)) AS output_quantity,
    SUM(CAST(CASE WHEN kind = 'cached' THEN quantity END AS BIGNUMERIC)) AS cached_quantity,
    MAX(x_ingested_at) AS consolidated_at,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM metered
  GROUP BY
    cost_date, provider, model, region, billing_account_id, project_id, service_tier, currency, is_priced, unit, x_genai_provider,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
)

SELECT
  cost_date,
  'payg' AS cost_type,
  provider, model, region,
  CASE WHEN currency = 'USD' THEN input_cost END AS input_cost_usd,
  CASE WHEN currency = 'USD' THEN output_cost END AS output_cost_usd,
  CASE WHEN currency = 'USD' THEN cached_cost END AS cached_cost_usd,
  CASE WHEN currency = 'USD' THEN total_cost END AS total_cost_usd,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(list_cost - total_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '100' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(list_cost, BIGNUMERIC '0') AS BIGNUMERIC)) AS discount_applied_pct,
  usage_quantity,
  unit AS usage_unit,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(input_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '1000000' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(input_quantity, BIGNUMERIC '0') AS BIGNUMERIC)) AS effective_rate_input,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(output_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '1000000' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(output_quantity, BIGNUMERIC '0') AS BIGNUMERIC)) AS effective_rate_output,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(cached_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '1000000' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(cached_quantity, BIGNUMERIC '0') AS BIGNUMERIC)) AS effective_rate_cached,
  'genai_payg_costs_daily' AS source_table,
  consolidated_at,
  billing_account_id,
  project_id AS sub_account_id,
  project_name AS sub_account_name,
  service_tier,
  'Usage' AS charge_category,
  'usage_priced' AS cost_source,
  is_priced,
  input_cost, cache_write_cost, output_cost, cached_cost, other_cost, list_cost,
  total_cost AS billed_cost,
  total_cost,
  TO_HEX(MD5(CONCAT('payg|', REGEXP_REPLACE(CAST(cost_date AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), '|', provider, '|', billing_account_id, '|', COALESCE(project_id, ''), '|', model, '|', COALESCE(region, ''), '|', service_tier, '|', COALESCE(currency, ''), '|', REGEXP_REPLACE(CAST(is_priced AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), '|', unit, '|', COALESCE(x_hierarchy_entity_id, '')))) AS x_ingestion_id,
  x_genai_provider,
  currency,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM day_costs;

WITH billed AS (
  SELECT provider, commitment_type, cost_date, COALESCE(billing_account_id, '') AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_costs_daily`) WHERE cost_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, commitment_type, cost_date, sub_account_id AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_costs_daily`) WHERE cost_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, commitment_type, cost_date, '' AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_costs_daily`) WHERE cost_source = 'vendor_bill'
)

SELECT
  held.cost_date,
  'commitment' AS cost_type,
  held.provider, held.model, held.region,
  held.commitment_cost_usd, held.overage_cost_usd, held.total_cost_usd,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(held.list_cost - held.effective_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '100' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(held.list_cost, BIGNUMERIC '0') AS BIGNUMERIC)) AS discount_applied_pct,
  held.unit_hours AS usage_quantity,
  CASE WHEN held.unit_name IS NOT NULL THEN CONCAT(held.unit_name, '-Hours') END AS usage_unit,
  'genai_commitment_costs_daily' AS source_table,
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
  TO_HEX(MD5(CONCAT('commitment|', REGEXP_REPLACE(CAST(held.cost_date AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), '|', held.provider, '|', held.commitment_type, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.commitment_id, ''), '|', COALESCE(held.resource_id, ''), '|', held.model, '|', held.region, '|', COALESCE(held.sku_meter, ''), '|', held.charge_category, '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.currency, ''), '|', COALESCE(held.x_hierarchy_entity_id, '')))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.currency,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_costs_daily`) AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.commitment_type = held.commitment_type AND by_account.cost_date = held.cost_date
  AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.commitment_type = held.commitment_type AND by_sub_account.cost_date = held.cost_date
  AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = @credential_id
  AND COALESCE(held.billing_account_id, '') = @account_id
  AND held.x_pipeline_run_date >= CAST(@period_start AS DATE)
  AND held.x_pipeline_run_date < CAST(@period_end AS DATE)
  AND (held.cost_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL));

WITH billed AS (
  SELECT provider, cost_date, COALESCE(billing_account_id, '') AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_costs_daily`) WHERE cost_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, cost_date, sub_account_id AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_costs_daily`) WHERE cost_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, cost_date, '' AS account FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_costs_daily`) WHERE cost_source = 'vendor_bill'
)

SELECT
  held.cost_date,
  'infrastructure' AS cost_type,
  held.provider, held.instance_type, held.gpu_type, held.region,
  held.total_cost_usd AS infrastructure_cost_usd,
  held.total_cost_usd,
  `acme_prod`.`money_div`(CAST(ROUND(CAST(held.list_cost - held.effective_cost AS BIGNUMERIC) * CAST(BIGNUMERIC '100' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(NULLIF(held.list_cost, BIGNUMERIC '0') AS BIGNUMERIC)) AS discount_applied_pct,
  held.hours_used AS usage_quantity,
  'Hours' AS usage_unit,
  'genai_infrastructure_costs_daily' AS source_table,
  held.calculated_at AS consolidated_at,
  held.billing_account_id, held.sub_account_id, held.commitment_status, held.charge_category, held.pricing_type,
  held.instance_id AS resource_id,
  held.cost_source, held.is_priced,
  held.effective_cost AS infrastructure_cost,
  held.list_cost, held.billed_cost,
  held.effective_cost AS total_cost,
  held.list_unit_price, held.contracted_unit_price, held.x_price_id, held.sku_meter,
  TO_HEX(MD5(CONCAT('infrastructure|', REGEXP_REPLACE(CAST(held.cost_date AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), '|', held.provider, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.instance_id, ''), '|', held.instance_type, '|', held.region, '|', COALESCE(held.pricing_type, ''), '|', COALESCE(held.sku_meter, ''), '|', held.charge_category, '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.currency, ''), '|', COALESCE(held.x_hierarchy_entity_id, '')))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.currency,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_costs_daily`) AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.cost_date = held.cost_date AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.cost_date = held.cost_date AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = @credential_id
  AND COALESCE(held.billing_account_id, '') = @account_id
  AND held.x_pipeline_run_date >= CAST(@period_start AS DATE)
  AND held.x_pipeline_run_date < CAST(@period_end AS DATE)
  AND (held.cost_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL))
