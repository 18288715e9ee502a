WITH held AS (
  SELECT
    raw.*,
    ROW_NUMBER() OVER (ORDER BY usage_date, provider, commitment_type, commitment_id, model, region, resource_id, sub_account_id, provisioned_units, used_units, hours_active) AS line
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_usage_raw`) AS raw
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
    price.min_units,
    price.price_id,
    CASE WHEN price.is_override AND COALESCE(price.override_effective_from <= held.usage_date, TRUE) THEN price.override_hourly_rate END AS own_hourly_rate,
    CASE WHEN price.is_override AND COALESCE(price.override_effective_from <= held.usage_date, TRUE) THEN price.override_monthly_rate END AS own_monthly_rate,
    price.ptu_hourly_rate,
    price.ptu_monthly_rate,
    price.term_discount_pct,
    price.volume_discount_pct,
    ROW_NUMBER() OVER (
      PARTITION BY held.line
      ORDER BY
        CASE WHEN price.is_override THEN 0 ELSE 1 END,
        CASE WHEN price.model = '*' THEN 1 ELSE 0 END,
        CASE WHEN price.region = 'global' THEN 1 ELSE 0 END,
        price.effective_from DESC,
        price.price_id
    ) AS place,
    MIN(price.currency) OVER (PARTITION BY held.line) AS first_currency,
    MAX(price.currency) OVER (PARTITION BY held.line) AS last_currency
  FROM held
  INNER JOIN (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_pricing`) AS price
    ON price.provider = held.provider
    AND price.commitment_type = held.commitment_type
    AND (price.model = held.model OR price.model = '*')
    AND (price.region = held.region OR price.region = 'global')
    AND COALESCE(price.commitment_term_months, 0) = COALESCE(held.commitment_term_months, 0)
    AND (held.currency IS NULL OR price.currency = held.currency)
    AND (price.effective_from IS NULL OR price.effective_from <= held.usage_date)
    AND (price.effective_to IS NULL OR price.effective_to > held.usage_date)
),

 
listed AS (
  SELECT
    fitting.*,
    `acme_prod`.`money_div`(CAST(COALESCE(own_monthly_rate, ptu_monthly_rate) AS BIGNUMERIC), CAST(BIGNUMERIC '720' AS BIGNUMERIC)) AS rate_of_month,
    ROUND(CAST(COALESCE(term_discount_pct, BIGNUMERIC '0') AS BIGNUMERIC) * CAST(BIGNUMERIC '0.01' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS term_discount,
    ROUND(CAST(COALESCE(volume_discount_pct, BIGNUMERIC '0') AS BIGNUMERIC) * CAST(BIGNUMERIC '0.01' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS volume_discount
  FROM fitting
   
  WHERE place = 1 AND first_currency = last_currency
),

rated AS (
  SELECT
    listed.*,
    CASE WHEN own_hourly_rate IS NULL AND own_monthly_rate IS NOT NULL THEN rate_of_month ELSE COALESCE(own_hourly_rate, ptu_hourly_rate, rate_of_month) END AS list_unit_price,
    BIGNUMERIC '1' - term_discount AS term_share,
    BIGNUMERIC '1' - volume_discount AS volume_share
  FROM listed
),

term_rated AS (
  SELECT rated.*, ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(term_share AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS term_price FROM rated
),

discounted AS (
  SELECT term_rated.*, ROUND(CAST(term_price AS BIGNUMERIC) * CAST(volume_share AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS discounted_price FROM term_rated
),

contracted AS (
  SELECT discounted.*, ROUND(CAST(discounted_price AS BIGNUMERIC), CAST(8 AS INT64), 'ROUND_HALF_EVEN') AS contracted_unit_price FROM discounted
),

held_hours AS (
  SELECT
    held.*,
    contracted.price_id,
    price_currency,
    list_unit_price,
    contracted_unit_price,
     
    ROUND(CAST(CASE WHEN provisioned_units < min_units THEN min_units ELSE provisioned_units END AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS paid_units,
    ROUND(CAST(used_units AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS working_units
  FROM held
  LEFT JOIN contracted ON contracted.line = held.line
),

measured AS (
  SELECT
    held_hours.*,
    ROUND(CAST(paid_units AS BIGNUMERIC) * CAST(hours_active AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS paid_unit_hours,
    ROUND(CAST(working_units AS BIGNUMERIC) * CAST(hours_active AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS working_unit_hours
  FROM held_hours
),

known AS (
  SELECT
    measured.*,
    COALESCE(paid_unit_hours, unit_hours) AS hours_held,
    COALESCE(used_unit_hours, working_unit_hours) AS hours_used
  FROM measured
),

 
worked AS (
  SELECT known.*, CASE WHEN hours_used > hours_held THEN hours_held WHEN hours_used <= hours_held THEN hours_used END AS hours_worked FROM known
),

priced AS (
  SELECT
    worked.*,
    ROUND(CAST(hours_held AS BIGNUMERIC), 12 - GREATEST(LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(list_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$')), LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(contracted_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$'))), 'ROUND_HALF_EVEN') AS priced_hours,
    ROUND(CAST(hours_worked AS BIGNUMERIC), 12 - GREATEST(LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(list_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$')), LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(contracted_unit_price AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\.?(\d*?)0*\.?$'))), 'ROUND_HALF_EVEN') AS priced_used,
    ROUND(CAST(hours_used AS BIGNUMERIC) * CAST(BIGNUMERIC '100' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS used_hundredfold,
    commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AS is_purchased
  FROM worked
),

products AS (
  SELECT
    priced.*,
    ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(priced_hours AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS cost_at_list,
    ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(priced_hours AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS cost,
    ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(priced_used AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS worked_cost
  FROM priced
),

costed AS (
  SELECT
    products.*,
    CASE WHEN cost IS NULL THEN NULL WHEN is_purchased AND worked_cost IS NOT NULL THEN cost - worked_cost ELSE BIGNUMERIC '0' END AS idle
  FROM products
)

SELECT
  usage_date AS cost_date,
  provider,
  commitment_type,
  commitment_id,
  model,
  region,
  provisioned_units,
  used_units,
  COALESCE(utilization_pct, CAST(`acme_prod`.`money_div`(CAST(used_hundredfold AS BIGNUMERIC), CAST(NULLIF(hours_held, BIGNUMERIC '0') AS BIGNUMERIC)) AS FLOAT64)) AS utilization_pct,
  CASE WHEN price_currency = 'USD' THEN cost - idle END AS commitment_cost_usd,
  CASE WHEN price_currency = 'USD' THEN cost END AS total_cost_usd,
  contracted_unit_price AS effective_rate_per_unit,
  tokens_processed,
  hours_active,
  x_ingested_at AS calculated_at,
  CASE WHEN cost IS NOT NULL THEN price_currency END AS currency,
  billing_account_id,
  sub_account_id,
  resource_id,
  'usage_priced' AS cost_source,
  'Usage' AS charge_category,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS commitment_status,
  commitment_term_months,
  unit_name,
  COALESCE(priced_hours, hours_held) AS unit_hours,
  COALESCE(priced_used, hours_worked) AS used_unit_hours,
  CASE WHEN used_units > provisioned_units THEN used_units - provisioned_units WHEN used_units <= provisioned_units THEN 0 END AS overage_units,
  list_unit_price,
  contracted_unit_price,
  cost_at_list AS list_cost,
  cost AS billed_cost,
  cost AS effective_cost,
  idle AS idle_cost,
  cost IS NOT NULL AS is_priced,
  price_id AS x_price_id,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM costed;

SELECT
  usage_date AS cost_date,
  provider,
  commitment_type,
  commitment_id,
  model,
  region,
  CASE WHEN currency = 'USD' AND COALESCE(commitment_status, '') <> 'Unused' THEN effective_cost WHEN currency = 'USD' THEN BIGNUMERIC '0' END AS commitment_cost_usd,
  CASE WHEN currency = 'USD' THEN effective_cost END AS total_cost_usd,
  CASE WHEN unit_hours <> BIGNUMERIC '0' THEN `acme_prod`.`money_div`(CAST(effective_cost AS BIGNUMERIC), CAST(unit_hours AS BIGNUMERIC)) END AS effective_rate_per_unit,
  hours_active,
  x_ingested_at AS calculated_at,
  currency,
  billing_account_id,
  sub_account_id,
  resource_id,
  'vendor_bill' AS cost_source,
  charge_category,
  commitment_status,
  commitment_term_months,
  unit_name,
  unit_hours,
  list_cost,
  billed_cost,
  effective_cost,
  CASE WHEN commitment_status = 'Unused' THEN effective_cost ELSE BIGNUMERIC '0' END AS idle_cost,
  TRUE AS is_priced,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_commitment_usage_raw`)
WHERE x_pipeline_id = @pipeline_id
  AND x_credential_id = @credential_id
  AND billing_account_id = @account_id
  AND usage_source = 'vendor_bill'
  AND x_pipeline_run_date = CAST(@period_start AS DATE)
