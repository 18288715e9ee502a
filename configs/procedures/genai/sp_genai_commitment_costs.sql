/*---
name: sp_genai_commitment_costs
description: What provisioned GenAI capacity costs per day. Capacity of a bill keeps the bill's money. Imported capacity is units × hours × the price of its term; without a price its costs are NULL. Idle capacity is money only under a purchased commitment, overage never.
parameters: []
source: genai_commitment_usage_raw
target: genai_commitment_costs_daily
slice: month
---*/
WITH held AS (
  SELECT
    raw.*,
    ROW_NUMBER() OVER (ORDER BY usage_date, provider, commitment_type, commitment_id, model, region, resource_id, sub_account_id, provisioned_units, used_units, hours_active) AS line
  FROM {{table(genai_commitment_usage_raw)}} AS raw
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND usage_source = 'usage_import'
    AND usage_date >= {{date(@period_start)}}
    AND usage_date < {{date(@period_end)}}
),

-- Of the prices that fit, the one of this very model and region; an override before the list.
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
  INNER JOIN {{table(genai_commitment_pricing)}} AS price
    ON price.provider = held.provider
    AND price.commitment_type = held.commitment_type
    AND (price.model = held.model OR price.model = '*')
    AND (price.region = held.region OR price.region = 'global')
    AND COALESCE(price.commitment_term_months, 0) = COALESCE(held.commitment_term_months, 0)
    AND (held.currency IS NULL OR price.currency = held.currency)
    AND (price.effective_from IS NULL OR price.effective_from <= held.usage_date)
    AND (price.effective_to IS NULL OR price.effective_to > held.usage_date)
),

-- Every amount that is used twice is a column of its own: money macros repeat what they are given.
listed AS (
  SELECT
    fitting.*,
    {{div(COALESCE(own_monthly_rate, ptu_monthly_rate), {{decimal('720')}})}} AS rate_of_month,
    {{mul(COALESCE(term_discount_pct, {{decimal('0')}}), {{decimal('0.01')}})}} AS term_discount,
    {{mul(COALESCE(volume_discount_pct, {{decimal('0')}}), {{decimal('0.01')}})}} AS volume_discount
  FROM fitting
  -- Prices of two currencies and no word which one is paid: none of them is known to hold.
  WHERE place = 1 AND first_currency = last_currency
),

rated AS (
  SELECT
    listed.*,
    CASE WHEN own_hourly_rate IS NULL AND own_monthly_rate IS NOT NULL THEN rate_of_month ELSE COALESCE(own_hourly_rate, ptu_hourly_rate, rate_of_month) END AS list_unit_price,
    {{decimal('1')}} - term_discount AS term_share,
    {{decimal('1')}} - volume_discount AS volume_share
  FROM listed
),

term_rated AS (
  SELECT rated.*, {{mul(list_unit_price, term_share)}} AS term_price FROM rated
),

discounted AS (
  SELECT term_rated.*, {{mul(term_price, volume_share)}} AS discounted_price FROM term_rated
),

contracted AS (
  SELECT discounted.*, {{round_half_even(discounted_price, 8)}} AS contracted_unit_price FROM discounted
),

held_hours AS (
  SELECT
    held.*,
    contracted.price_id,
    price_currency,
    list_unit_price,
    contracted_unit_price,
    -- Less than the least purchase cannot be bought.
    {{cast(CASE WHEN provisioned_units < min_units THEN min_units ELSE provisioned_units END, decimal)}} AS paid_units,
    {{cast(used_units, decimal)}} AS working_units
  FROM held
  LEFT JOIN contracted ON contracted.line = held.line
),

measured AS (
  SELECT
    held_hours.*,
    {{mul(paid_units, hours_active)}} AS paid_unit_hours,
    {{mul(working_units, hours_active)}} AS working_unit_hours
  FROM held_hours
),

known AS (
  SELECT
    measured.*,
    COALESCE(paid_unit_hours, unit_hours) AS hours_held,
    COALESCE(used_unit_hours, working_unit_hours) AS hours_used
  FROM measured
),

-- GREATEST and LEAST pass over NULLs in one engine and not in the other; what is unknown stays unknown.
worked AS (
  SELECT known.*, CASE WHEN hours_used > hours_held THEN hours_held WHEN hours_used <= hours_held THEN hours_used END AS hours_worked FROM known
),

priced AS (
  SELECT
    worked.*,
    {{exact_quantity(hours_held, list_unit_price, contracted_unit_price)}} AS priced_hours,
    {{exact_quantity(hours_worked, list_unit_price, contracted_unit_price)}} AS priced_used,
    {{mul(hours_used, {{decimal('100')}})}} AS used_hundredfold,
    commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AS is_purchased
  FROM worked
),

products AS (
  SELECT
    priced.*,
    {{exact_product(list_unit_price, priced_hours)}} AS cost_at_list,
    {{exact_product(contracted_unit_price, priced_hours)}} AS cost,
    {{exact_product(contracted_unit_price, priced_used)}} AS worked_cost
  FROM priced
),

costed AS (
  SELECT
    products.*,
    CASE WHEN cost IS NULL THEN NULL WHEN is_purchased AND worked_cost IS NOT NULL THEN cost - worked_cost ELSE {{decimal('0')}} END AS idle
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
  COALESCE(utilization_pct, {{cast({{div(used_hundredfold, NULLIF(hours_held, {{decimal('0')}}))}}, float64)}}) AS utilization_pct,
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
  {{constant('usage_priced')}} AS cost_source,
  'Usage' AS charge_category,
  {{cast(NULL, string)}} AS commitment_status,
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
  CASE WHEN currency = 'USD' AND COALESCE(commitment_status, '') <> 'Unused' THEN effective_cost WHEN currency = 'USD' THEN {{decimal('0')}} END AS commitment_cost_usd,
  CASE WHEN currency = 'USD' THEN effective_cost END AS total_cost_usd,
  CASE WHEN unit_hours <> {{decimal('0')}} THEN {{div(effective_cost, unit_hours)}} END AS effective_rate_per_unit,
  hours_active,
  x_ingested_at AS calculated_at,
  currency,
  billing_account_id,
  sub_account_id,
  resource_id,
  {{constant('vendor_bill')}} AS cost_source,
  charge_category,
  commitment_status,
  commitment_term_months,
  unit_name,
  unit_hours,
  list_cost,
  billed_cost,
  effective_cost,
  CASE WHEN commitment_status = 'Unused' THEN effective_cost ELSE {{decimal('0')}} END AS idle_cost,
  TRUE AS is_priced,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM {{table(genai_commitment_usage_raw)}}
WHERE x_pipeline_id = @pipeline_id
  AND x_credential_id = @credential_id
  AND billing_account_id = @account_id
  AND usage_source = 'vendor_bill'
  AND x_pipeline_run_date = {{date(@period_start)}};
