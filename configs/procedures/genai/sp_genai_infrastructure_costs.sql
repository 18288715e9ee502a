/*---
name: sp_genai_infrastructure_costs
description: What GPUs and TPUs cost per day. Hours of a bill keep the bill's money. Imported hours are instances × hours × the list price less the discount of their way of paying; without a price their costs are NULL.
parameters: []
source: genai_infrastructure_usage_raw
target: genai_infrastructure_costs_daily
slice: month
---*/
WITH held AS (
  SELECT
    raw.*,
    ROW_NUMBER() OVER (ORDER BY usage_date, provider, instance_type, instance_id, region, pricing_type, instance_count, hours_used, sub_account_id) AS line
  FROM {{table(genai_infrastructure_usage_raw)}} AS raw
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND usage_source = 'usage_import'
    AND usage_date >= {{date(@period_start)}}
    AND usage_date < {{date(@period_end)}}
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
    -- A way of paying the list says nothing about has no price; on demand has no discount.
    CASE
      WHEN COALESCE(held.pricing_type, 'on_demand') = 'on_demand' THEN {{decimal('0')}}
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
  INNER JOIN {{table(genai_infrastructure_pricing)}} AS price
    ON price.provider = held.provider
    AND price.instance_type = held.instance_type
    AND (price.region = held.region OR price.region = 'global')
    AND (held.currency IS NULL OR price.currency = held.currency)
    AND (price.effective_from IS NULL OR price.effective_from <= held.usage_date)
    AND (price.effective_to IS NULL OR price.effective_to > held.usage_date)
),

-- Every amount that is used twice is a column of its own: money macros repeat what they are given.
listed AS (
  SELECT fitting.*, {{mul(discount, {{decimal('0.01')}})}} AS discount_share FROM fitting
  WHERE place = 1 AND first_currency = last_currency
),

shared AS (
  SELECT listed.*, {{decimal('1')}} - discount_share AS paid_share FROM listed
),

discounted AS (
  SELECT shared.*, {{mul(list_unit_price, paid_share)}} AS discounted_price FROM shared
),

contracted AS (
  SELECT discounted.*, {{round_half_even(discounted_price, 8)}} AS contracted_unit_price FROM discounted
),

counted AS (
  SELECT
    held.*,
    contracted.pricing_id,
    price_currency,
    list_unit_price,
    contracted_unit_price,
    {{cast(gpu_count, decimal)}} AS accelerators,
    {{cast(COALESCE(instance_count, 1), decimal)}} AS instances
  FROM held
  LEFT JOIN contracted ON contracted.line = held.line
),

measured AS (
  SELECT counted.*, {{mul(hours_used, instances)}} AS instance_hours FROM counted
),

rated AS (
  SELECT measured.*, COALESCE(gpu_hours, {{mul(instance_hours, accelerators)}}) AS all_gpu_hours FROM measured
),

priced AS (
  SELECT
    rated.*,
    {{exact_quantity(instance_hours, list_unit_price, contracted_unit_price)}} AS priced_hours
  FROM rated
),

costed AS (
  SELECT
    priced.*,
    CASE WHEN contracted_unit_price IS NOT NULL THEN {{exact_product(list_unit_price, priced_hours)}} END AS cost_at_list,
    {{exact_product(contracted_unit_price, priced_hours)}} AS cost
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
  {{div(cost, NULLIF(all_gpu_hours, {{decimal('0')}}))}} AS effective_hourly_rate,
  x_ingested_at AS calculated_at,
  CASE WHEN cost IS NOT NULL THEN price_currency END AS currency,
  billing_account_id,
  sub_account_id,
  instance_id,
  {{constant('usage_priced')}} AS cost_source,
  'Usage' AS charge_category,
  {{cast(NULL, string)}} AS commitment_status,
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
  {{div(effective_cost, NULLIF(gpu_hours, {{decimal('0')}}))}} AS effective_hourly_rate,
  x_ingested_at AS calculated_at,
  currency,
  billing_account_id,
  sub_account_id,
  instance_id,
  {{constant('vendor_bill')}} AS cost_source,
  charge_category,
  commitment_status,
  list_cost,
  billed_cost,
  effective_cost,
  TRUE AS is_priced,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM {{table(genai_infrastructure_usage_raw)}}
WHERE x_pipeline_id = @pipeline_id
  AND x_credential_id = @credential_id
  AND billing_account_id = @account_id
  AND usage_source = 'vendor_bill'
  AND x_pipeline_run_date = {{date(@period_start)}};
