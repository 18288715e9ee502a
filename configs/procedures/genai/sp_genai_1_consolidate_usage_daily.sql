/*---
name: sp_genai_1_consolidate_usage_daily
description: Usage of all GenAI kinds per UTC day in one table. Pay as you go is added up from hours; capacity is one row per day and commitment or instance. Imported usage of what a bill states too is kept and not counted.
parameters: []
source: genai_payg_usage_raw
also_from: [genai_commitment_usage_raw, genai_infrastructure_usage_raw]
target: genai_usage_daily_unified
slice: month
---*/

-- 1. Pay as you go. Token counts of the raw table do not overlap, so their sums do not either.
WITH day_usage AS (
  SELECT
    usage_date, provider, model, region, billing_account_id, project_id, service_tier, unit, x_genai_provider,
    {{cast({{sum(input_tokens)}}, int64)}} AS input_tokens,
    {{cast({{sum(output_tokens)}}, int64)}} AS output_tokens,
    {{cast({{sum(cached_input_tokens)}}, int64)}} AS cached_tokens,
    {{cast({{sum(total_tokens)}}, int64)}} AS total_tokens,
    CASE
      WHEN COUNT(input_cache_write_tokens) + COUNT(input_cache_write_5m_tokens) + COUNT(input_cache_write_1h_tokens) > 0
        THEN {{cast({{sum(COALESCE(input_cache_write_tokens, 0) + COALESCE(input_cache_write_5m_tokens, 0) + COALESCE(input_cache_write_1h_tokens, 0))}}, int64)}}
    END AS cache_write_tokens,
    {{cast({{sum(output_reasoning_tokens)}}, int64)}} AS reasoning_tokens,
    {{sum(unit_quantity)}} AS unit_quantity,
    {{cast({{sum(request_count)}}, int64)}} AS request_count,
    MAX(x_ingested_at) AS consolidated_at,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM {{table(genai_payg_usage_raw)}}
  WHERE x_credential_id = @credential_id
    AND billing_account_id = @account_id
    AND usage_date >= {{date(@period_start)}}
    AND usage_date < {{date(@period_end)}}
  GROUP BY
    usage_date, provider, model, region, billing_account_id, project_id, service_tier, unit, x_genai_provider,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
)

SELECT
  usage_date,
  {{constant('payg')}} AS cost_type,
  provider, model, region, input_tokens, output_tokens, cached_tokens, total_tokens, request_count,
  {{constant('genai_payg_usage_raw')}} AS source_table,
  consolidated_at,
  billing_account_id, project_id, service_tier, cache_write_tokens, reasoning_tokens, unit_quantity,
  unit AS usage_unit,
  {{constant('vendor_api')}} AS usage_source,
  TRUE AS counted,
  {{md5(CONCAT('payg|', {{cast(usage_date, string)}}, '|', provider, '|', billing_account_id, '|', COALESCE(project_id, ''), '|', model, '|', COALESCE(region, ''), '|', service_tier, '|', COALESCE(unit, ''), '|', COALESCE(x_hierarchy_entity_id, '')))}} AS x_ingestion_id,
  x_genai_provider,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM day_usage;

-- 2. Provisioned capacity. What a bill has on a day, by account or linked account, an import of that day does not count again.
WITH billed AS (
  SELECT provider, commitment_type, usage_date, COALESCE(billing_account_id, '') AS account FROM {{table(genai_commitment_usage_raw)}} WHERE usage_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, commitment_type, usage_date, sub_account_id AS account FROM {{table(genai_commitment_usage_raw)}} WHERE usage_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, commitment_type, usage_date, '' AS account FROM {{table(genai_commitment_usage_raw)}} WHERE usage_source = 'vendor_bill'
)

SELECT
  held.usage_date,
  {{constant('commitment')}} AS cost_type,
  held.provider, held.model, held.region,
  held.tokens_processed AS total_tokens,
  held.provisioned_units AS ptu_units,
  held.used_units, held.utilization_pct, held.request_count,
  {{constant('genai_commitment_usage_raw')}} AS source_table,
  held.x_ingested_at AS consolidated_at,
  held.billing_account_id,
  held.commitment_id,
  held.commitment_status,
  CASE WHEN held.unit_name IS NOT NULL THEN CONCAT(held.unit_name, '-Hours') END AS usage_unit,
  COALESCE(held.unit_hours, {{mul({{cast(held.provisioned_units, decimal)}}, held.hours_active)}}) AS unit_hours,
  COALESCE(held.used_unit_hours, {{mul({{cast(held.used_units, decimal)}}, held.hours_active)}}) AS used_unit_hours,
  held.usage_source,
  held.usage_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL) AS counted,
  {{md5(CONCAT('commitment|', {{cast(held.usage_date, string)}}, '|', held.provider, '|', held.commitment_type, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.commitment_id, ''), '|', COALESCE(held.resource_id, ''), '|', held.model, '|', held.region, '|', COALESCE(held.sku_meter, ''), '|', COALESCE(held.charge_category, ''), '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.x_hierarchy_entity_id, '')))}} AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM {{table(genai_commitment_usage_raw)}} AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.commitment_type = held.commitment_type AND by_account.usage_date = held.usage_date
  AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.commitment_type = held.commitment_type AND by_sub_account.usage_date = held.usage_date
  AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = @credential_id
  AND COALESCE(held.billing_account_id, '') = @account_id
  AND held.x_pipeline_run_date >= {{date(@period_start)}}
  AND held.x_pipeline_run_date < {{date(@period_end)}}
  AND COALESCE(held.charge_category, 'Usage') = 'Usage';

-- 3. GPUs and TPUs, likewise.
WITH billed AS (
  SELECT provider, usage_date, COALESCE(billing_account_id, '') AS account FROM {{table(genai_infrastructure_usage_raw)}} WHERE usage_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, usage_date, sub_account_id AS account FROM {{table(genai_infrastructure_usage_raw)}} WHERE usage_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, usage_date, '' AS account FROM {{table(genai_infrastructure_usage_raw)}} WHERE usage_source = 'vendor_bill'
)

SELECT
  held.usage_date,
  {{constant('infrastructure')}} AS cost_type,
  held.provider, held.instance_type, held.gpu_type, held.region, held.gpu_hours,
  {{mul(held.hours_used, {{cast(CASE WHEN held.usage_source = 'vendor_bill' THEN 1 ELSE COALESCE(held.instance_count, 1) END, decimal)}})}} AS instance_hours,
  {{constant('genai_infrastructure_usage_raw')}} AS source_table,
  held.x_ingested_at AS consolidated_at,
  held.billing_account_id,
  held.commitment_status,
  held.usage_source,
  held.usage_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL) AS counted,
  {{md5(CONCAT('infrastructure|', {{cast(held.usage_date, string)}}, '|', held.provider, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.instance_id, ''), '|', held.instance_type, '|', held.region, '|', COALESCE(held.pricing_type, ''), '|', COALESCE(held.sku_meter, ''), '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.x_hierarchy_entity_id, '')))}} AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM {{table(genai_infrastructure_usage_raw)}} AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.usage_date = held.usage_date AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.usage_date = held.usage_date AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = @credential_id
  AND COALESCE(held.billing_account_id, '') = @account_id
  AND held.x_pipeline_run_date >= {{date(@period_start)}}
  AND held.x_pipeline_run_date < {{date(@period_end)}}
  AND COALESCE(held.charge_category, 'Usage') = 'Usage';
