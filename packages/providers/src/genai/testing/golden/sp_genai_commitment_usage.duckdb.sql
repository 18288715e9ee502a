WITH charge AS (
  SELECT
    CAST(ChargePeriodStart AS DATE) AS usage_date,
    CONCAT(
      LOWER(ServiceName), ' ', COALESCE(LOWER(SkuMeter), ''), ' ', COALESCE(LOWER(ChargeDescription), ''), ' ',
      COALESCE(LOWER(CommitmentDiscountName), '')
    ) AS words,
    COALESCE(CommitmentDiscountId, ResourceId) AS commitment_id,
    COALESCE(x_genai_model, '*') AS model,
    COALESCE(RegionId, 'global') AS region,
    SubAccountId AS sub_account_id,
    ResourceId AS resource_id,
    ChargeCategory AS charge_category,
    CommitmentDiscountStatus AS commitment_status,
    SkuMeter AS sku_meter,
    CASE
      WHEN ChargeCategory <> 'Usage' THEN NULL
      WHEN CommitmentDiscountStatus = 'Unused' THEN CASE WHEN LOWER(CommitmentDiscountUnit) LIKE '%hour%' THEN CommitmentDiscountQuantity END
      WHEN LOWER(ConsumedUnit) LIKE '%hour%' OR LOWER(ConsumedUnit) LIKE '%hrs%' THEN ConsumedQuantity
    END AS unit_hours,
    BilledCost AS billed_cost,
    EffectiveCost AS effective_cost,
    ListCost AS list_cost,
    BillingCurrency AS currency,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND BillingPeriodStart >= utc_timestamp(getvariable('period_start'))
    AND BillingPeriodStart < utc_timestamp(getvariable('period_end'))
    AND x_charge_origin IN ('vendor_bill', 'imported_focus')
    AND ChargeCategory IN ('Usage', 'Purchase')
),

capacity AS (
  SELECT
    charge.*,
    CASE
      WHEN words LIKE '%bedrock%' AND (words LIKE '%provisioned%throughput%' OR words LIKE '%model unit%' OR words LIKE '%modelunit%') THEN 'bedrock'
      WHEN words LIKE '%provisioned managed%' THEN 'azure_openai'
      WHEN words LIKE '%provisioned%' AND (words LIKE '%openai%' OR words LIKE '%foundry%') THEN 'azure_openai'
      WHEN (words LIKE '%vertex%' OR words LIKE '%gemini%') AND (words LIKE '%provisioned throughput%' OR words LIKE '%gsu%') THEN 'vertex'
    END AS provider
  FROM charge
)

SELECT
  usage_date,
  provider,
  CASE provider WHEN 'azure_openai' THEN 'ptu' WHEN 'bedrock' THEN 'provisioned_throughput' ELSE 'gsu' END AS commitment_type,
  commitment_id,
  model,
  region,
  getvariable('account_id') AS billing_account_id,
  sub_account_id,
  resource_id,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS usage_source,
  charge_category,
  commitment_status,
  CASE provider WHEN 'azure_openai' THEN 'PTU' WHEN 'bedrock' THEN 'Model Unit' ELSE 'GSU' END AS unit_name,
  SUM(CAST(unit_hours AS DECIMAL(38,12))) AS unit_hours,
  SUM(CAST(billed_cost AS DECIMAL(38,12))) AS billed_cost,
  SUM(CAST(effective_cost AS DECIMAL(38,12))) AS effective_cost,
  SUM(CAST(list_cost AS DECIMAL(38,12))) AS list_cost,
  currency,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM capacity
WHERE provider = getvariable('provider')
GROUP BY
  usage_date, provider, commitment_id, model, region, sub_account_id, resource_id, charge_category, commitment_status, currency, sku_meter,
   
  CASE WHEN unit_hours IS NULL THEN 0 ELSE 1 END,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
