WITH held AS (
  SELECT
    raw.*,
    ROW_NUMBER() OVER (ORDER BY usage_date, provider, instance_type, instance_id, region, pricing_type, instance_count, hours_used, sub_account_id) AS line
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_usage_raw`) AS raw
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND usage_source = 'usage_import'
    AND usage_date >= CAST(@period_start AS DATE)
    AND usage_date < CAST(@period_end AS DATE)
),

fitting AS (
  SELECT
    held.line,
    price.currency AS price_currency,
    price.pricing_id,
    price.gpu_count,
    COALESCE(
      CASE WHEN price.is_override AND COALESCE(price.override_effective_from <= held.usage_date, TRUE) THEN price.override_hourly_rate END,
      price.hourly_rate
    ) AS list_unit_price,
     
    CASE
      WHEN COALESCE(held.pricing_type, 'on_demand') = 'on_demand' THEN BIGNUMERIC '0'
      WHEN held.pricing_type IN ('spot', 'preemptible') THEN price.spot_discount_pct
      WHEN held.pricing_type IN ('reserved_1yr', 'committed_1yr') THEN price.reserved_1yr_discount_pct
      WHEN held.pricing_type IN ('reserved_3yr', 'committed_3yr') THEN price.reserved_3yr_discount_pct
    END AS discount,
    ROW_NUMBER() OVER (
      PARTITION BY held.line
      ORDER BY
        CASE WHEN price.is_override THEN 0 ELSE 1 END,
        CASE WHEN price.region = 'global' THEN 1 ELSE 0 END,
        price.effective_from DESC,
        price.pricing_id
    ) AS place,
    MIN(price.currency) OVER (PARTITION BY held.line) AS first_currency,
    MAX(price.currency) OVER (PARTITION BY held.line) AS last_currency
  FROM held
  INNER JOIN (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_pricing`) AS price
    ON price.provider = held.provider
    AND price.instance_type = held.instance_type
    AND (price.region = held.region OR price.region = 'global')
    AND (held.currency IS NULL OR price.currency = held.currency)
    AND (price.effective_from IS NULL OR price.effective_from <= held.usage_date)
    AND (price.effective_to IS NULL OR price.effective_to > held.usage_date)
),

 
listed AS (
  SELECT fitting.*, ROUND(CAST(discount AS BIGNUMERIC) * CAST(BIGNUMERIC '0.01' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS discount_share FROM fitting
  WHERE place = 1 AND first_currency = last_currency
),

shared AS (
  SELECT listed.*, BIGNUMERIC '1' - discount_share AS paid_share FROM listed
),

discounted AS (
  SELECT shared.*, ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(paid_share AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS discounted_price FROM shared
),

contracted AS (
  SELECT discounted.*, ROUND(CAST(discounted_price AS BIGNUMERIC), CAST(8 AS INT64), 'ROUND_HALF_EVEN') AS contracted_unit_price FROM discounted
),

counted AS (
  SELECT
    held.*,
    contracted.pricing_id,
    price_currency,
    list_unit_price,
    contracted_unit_price,
    ROUND(CAST(gpu_count AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS accelerators,
    ROUND(CAST(COALESCE(instance_count, 1) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS instances
  FROM held
  LEFT JOIN contracted ON contracted.line = held.line
),

measured AS (
  SELECT counted.*, ROUND(CAST(hours_used AS BIGNUMERIC) * CAST(instances AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS instance_hours FROM counted
),

rated AS (
  SELECT measured.*, COALESCE(gpu_hours, ROUND(CAST(instance_hours AS BIGNUMERIC) * CAST(accelerators AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')) AS all_gpu_hours FROM measured
),

priced AS (
  SELECT
    rated.*,
    ROUND(CAST(instance_hours AS BIGNUMERIC), 12 - GREATEST(LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(list_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$')), LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(contracted_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$'))), 'ROUND_HALF_EVEN') AS priced_hours
  FROM rated
),

costed AS (
  SELECT
    priced.*,
    CASE WHEN contracted_unit_price IS NOT NULL THEN ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(priced_hours AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') END AS cost_at_list,
    ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(priced_hours AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS cost
  FROM priced
)

SELECT
  usage_date AS cost_date,
  provider,
  resource_type,
  instance_type,
  gpu_type,
  region,
  instance_count,
  COALESCE(priced_hours, instance_hours) AS hours_used,
  all_gpu_hours AS gpu_hours,
  COALESCE(pricing_type, 'on_demand') AS pricing_type,
  CASE WHEN price_currency = 'USD' THEN cost_at_list END AS base_cost_usd,
  CASE WHEN price_currency = 'USD' THEN cost_at_list - cost END AS discount_applied_usd,
  CASE WHEN price_currency = 'USD' THEN cost END AS total_cost_usd,
  `acme_prod`.`money_div`(CAST(cost AS BIGNUMERIC), CAST(NULLIF(all_gpu_hours, BIGNUMERIC '0') AS BIGNUMERIC)) AS effective_hourly_rate,
  x_ingested_at AS calculated_at,
  CASE WHEN cost IS NOT NULL THEN price_currency END AS currency,
  billing_account_id,
  sub_account_id,
  instance_id,
  'usage_priced' AS cost_source,
  'Usage' AS charge_category,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS commitment_status,
  list_unit_price,
  contracted_unit_price,
  cost_at_list AS list_cost,
  cost AS billed_cost,
  cost AS effective_cost,
  cost IS NOT NULL AS is_priced,
  pricing_id AS x_price_id,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM costed;

SELECT
  usage_date AS cost_date,
  provider,
  resource_type,
  instance_type,
  gpu_type,
  region,
  instance_count,
  hours_used,
  gpu_hours,
  pricing_type,
  CASE WHEN currency = 'USD' THEN list_cost END AS base_cost_usd,
  CASE WHEN currency = 'USD' THEN list_cost - effective_cost END AS discount_applied_usd,
  CASE WHEN currency = 'USD' THEN effective_cost END AS total_cost_usd,
  `acme_prod`.`money_div`(CAST(effective_cost AS BIGNUMERIC), CAST(NULLIF(gpu_hours, BIGNUMERIC '0') AS BIGNUMERIC)) AS effective_hourly_rate,
  x_ingested_at AS calculated_at,
  currency,
  billing_account_id,
  sub_account_id,
  instance_id,
  'vendor_bill' AS cost_source,
  charge_category,
  commitment_status,
  list_cost,
  billed_cost,
  effective_cost,
  TRUE AS is_priced,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_infrastructure_usage_raw`)
WHERE x_pipeline_id = @pipeline_id
  AND x_credential_id = @credential_id
  AND billing_account_id = @account_id
  AND usage_source = 'vendor_bill'
  AND x_pipeline_run_date = CAST(@period_start AS DATE)
