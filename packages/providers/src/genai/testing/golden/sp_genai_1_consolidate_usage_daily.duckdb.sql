WITH day_usage AS (
  SELECT
    usage_date, provider, model, region, billing_account_id, project_id, service_tier, unit, x_genai_provider,
    strict_int64(SUM(CAST(input_tokens AS DECIMAL(38,12)))) AS input_tokens,
    strict_int64(SUM(CAST(output_tokens AS DECIMAL(38,12)))) AS output_tokens,
    strict_int64(SUM(CAST(cached_input_tokens AS DECIMAL(38,12)))) AS cached_tokens,
    strict_int64(SUM(CAST(total_tokens AS DECIMAL(38,12)))) AS total_tokens,
    CASE
      WHEN COUNT(input_cache_write_tokens) + COUNT(input_cache_write_5m_tokens) + COUNT(input_cache_write_1h_tokens) > 0
        THEN strict_int64(SUM(CAST(COALESCE(input_cache_write_tokens, 0) + COALESCE(input_cache_write_5m_tokens, 0) + COALESCE(input_cache_write_1h_tokens, 0) AS DECIMAL(38,12))))
    END AS cache_write_tokens,
    strict_int64(SUM(CAST(output_reasoning_tokens AS DECIMAL(38,12)))) AS reasoning_tokens,
    SUM(CAST(unit_quantity AS DECIMAL(38,12))) AS unit_quantity,
    strict_int64(SUM(CAST(request_count AS DECIMAL(38,12)))) AS request_count,
    MAX(x_ingested_at) AS consolidated_at,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM "genai_payg_usage_raw"
  WHERE x_credential_id = getvariable('credential_id')
    AND billing_account_id = getvariable('account_id')
    AND usage_date >= CAST(getvariable('period_start') AS DATE)
    AND usage_date < CAST(getvariable('period_end') AS DATE)
  GROUP BY
    usage_date, provider, model, region, billing_account_id, project_id, service_tier, unit, x_genai_provider,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
)

SELECT
  usage_date,
  CAST('payg' AS ENUM('payg')) AS cost_type,
  provider, model, region, input_tokens, output_tokens, cached_tokens, total_tokens, request_count,
  CAST('genai_payg_usage_raw' AS ENUM('genai_payg_usage_raw')) AS source_table,
  consolidated_at,
  billing_account_id, project_id, service_tier, cache_write_tokens, reasoning_tokens, unit_quantity,
  unit AS usage_unit,
  CAST('vendor_api' AS ENUM('vendor_api')) AS usage_source,
  TRUE AS counted,
  md5(CONCAT('payg|', plain_text(usage_date), '|', provider, '|', billing_account_id, '|', COALESCE(project_id, ''), '|', model, '|', COALESCE(region, ''), '|', service_tier, '|', COALESCE(unit, ''), '|', COALESCE(x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  x_genai_provider,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM day_usage;

WITH billed AS (
  SELECT provider, commitment_type, usage_date, COALESCE(billing_account_id, '') AS account FROM "genai_commitment_usage_raw" WHERE usage_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, commitment_type, usage_date, sub_account_id AS account FROM "genai_commitment_usage_raw" WHERE usage_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, commitment_type, usage_date, '' AS account FROM "genai_commitment_usage_raw" WHERE usage_source = 'vendor_bill'
)

SELECT
  held.usage_date,
  CAST('commitment' AS ENUM('commitment')) AS cost_type,
  held.provider, held.model, held.region,
  held.tokens_processed AS total_tokens,
  held.provisioned_units AS ptu_units,
  held.used_units, held.utilization_pct, held.request_count,
  CAST('genai_commitment_usage_raw' AS ENUM('genai_commitment_usage_raw')) AS source_table,
  held.x_ingested_at AS consolidated_at,
  held.billing_account_id,
  held.commitment_id,
  held.commitment_status,
  CASE WHEN held.unit_name IS NOT NULL THEN CONCAT(held.unit_name, '-Hours') END AS usage_unit,
  COALESCE(held.unit_hours, money_mul(strict_decimal(held.provisioned_units), held.hours_active)) AS unit_hours,
  COALESCE(held.used_unit_hours, money_mul(strict_decimal(held.used_units), held.hours_active)) AS used_unit_hours,
  held.usage_source,
  held.usage_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL) AS counted,
  md5(CONCAT('commitment|', plain_text(held.usage_date), '|', held.provider, '|', held.commitment_type, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.commitment_id, ''), '|', COALESCE(held.resource_id, ''), '|', held.model, '|', held.region, '|', COALESCE(held.sku_meter, ''), '|', COALESCE(held.charge_category, ''), '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM "genai_commitment_usage_raw" AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.commitment_type = held.commitment_type AND by_account.usage_date = held.usage_date
  AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.commitment_type = held.commitment_type AND by_sub_account.usage_date = held.usage_date
  AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = getvariable('credential_id')
  AND COALESCE(held.billing_account_id, '') = getvariable('account_id')
  AND held.x_pipeline_run_date >= CAST(getvariable('period_start') AS DATE)
  AND held.x_pipeline_run_date < CAST(getvariable('period_end') AS DATE)
  AND COALESCE(held.charge_category, 'Usage') = 'Usage';

WITH billed AS (
  SELECT provider, usage_date, COALESCE(billing_account_id, '') AS account FROM "genai_infrastructure_usage_raw" WHERE usage_source = 'vendor_bill'
  UNION DISTINCT
  SELECT provider, usage_date, sub_account_id AS account FROM "genai_infrastructure_usage_raw" WHERE usage_source = 'vendor_bill' AND sub_account_id IS NOT NULL
  UNION DISTINCT
  SELECT provider, usage_date, '' AS account FROM "genai_infrastructure_usage_raw" WHERE usage_source = 'vendor_bill'
)

SELECT
  held.usage_date,
  CAST('infrastructure' AS ENUM('infrastructure')) AS cost_type,
  held.provider, held.instance_type, held.gpu_type, held.region, held.gpu_hours,
  money_mul(held.hours_used, strict_decimal(CASE WHEN held.usage_source = 'vendor_bill' THEN 1 ELSE COALESCE(held.instance_count, 1) END)) AS instance_hours,
  CAST('genai_infrastructure_usage_raw' AS ENUM('genai_infrastructure_usage_raw')) AS source_table,
  held.x_ingested_at AS consolidated_at,
  held.billing_account_id,
  held.commitment_status,
  held.usage_source,
  held.usage_source = 'vendor_bill' OR (by_account.account IS NULL AND by_sub_account.account IS NULL) AS counted,
  md5(CONCAT('infrastructure|', plain_text(held.usage_date), '|', held.provider, '|', COALESCE(held.billing_account_id, ''), '|', COALESCE(held.sub_account_id, ''), '|', COALESCE(held.instance_id, ''), '|', held.instance_type, '|', held.region, '|', COALESCE(held.pricing_type, ''), '|', COALESCE(held.sku_meter, ''), '|', COALESCE(held.commitment_status, ''), '|', COALESCE(held.x_hierarchy_entity_id, ''))) AS x_ingestion_id,
  held.provider AS x_genai_provider,
  held.x_hierarchy_entity_id, held.x_hierarchy_entity_name, held.x_hierarchy_level_code, held.x_hierarchy_path, held.x_hierarchy_path_names, held.x_hierarchy_validated_at
FROM "genai_infrastructure_usage_raw" AS held
LEFT JOIN billed AS by_account
  ON by_account.provider = held.provider AND by_account.usage_date = held.usage_date AND by_account.account = COALESCE(held.billing_account_id, '')
LEFT JOIN billed AS by_sub_account
  ON by_sub_account.provider = held.provider AND by_sub_account.usage_date = held.usage_date AND by_sub_account.account = held.sub_account_id
WHERE held.x_credential_id = getvariable('credential_id')
  AND COALESCE(held.billing_account_id, '') = getvariable('account_id')
  AND held.x_pipeline_run_date >= CAST(getvariable('period_start') AS DATE)
  AND held.x_pipeline_run_date < CAST(getvariable('period_end') AS DATE)
  AND COALESCE(held.charge_category, 'Usage') = 'Usage'
