WITH charge AS (
  SELECT
    CAST(ChargePeriodStart AS DATE) AS usage_date,
     
    COALESCE(
      LOWER(json_scalar(SkuPriceDetails, '$.InstanceType')),
      CASE WHEN regexp_matches(LOWER(SkuMeter), ':([a-z0-9-]+[.][a-z0-9-]+)$') THEN regexp_extract(LOWER(SkuMeter), ':([a-z0-9-]+[.][a-z0-9-]+)$', 1) END,
      CONCAT('gcp ', CASE WHEN regexp_matches(LOWER(COALESCE(SkuMeter, ChargeDescription)), 'nvidia (?:tesla )?([a-z]+[0-9]+[a-z]?(?: [0-9]+gb)?)') THEN regexp_extract(LOWER(COALESCE(SkuMeter, ChargeDescription)), 'nvidia (?:tesla )?([a-z]+[0-9]+[a-z]?(?: [0-9]+gb)?)', 1) END),
      CONCAT('gcp ', CASE WHEN regexp_matches(LOWER(COALESCE(SkuMeter, ChargeDescription)), '(tpu[ -]?v[0-9]+[a-z]?)') THEN regexp_extract(LOWER(COALESCE(SkuMeter, ChargeDescription)), '(tpu[ -]?v[0-9]+[a-z]?)', 1) END)
    ) AS code,
    SubAccountId AS sub_account_id,
    ResourceId AS resource_id,
    COALESCE(RegionId, 'global') AS region,
    SkuMeter AS sku_meter,
    ChargeCategory AS charge_category,
    CommitmentDiscountStatus AS commitment_status,
    CASE
      WHEN PricingCategory = 'Dynamic' THEN 'spot'
      WHEN PricingCategory = 'Committed' OR ChargeCategory = 'Purchase' THEN 'reserved'
      ELSE 'on_demand'
    END AS pricing_type,
    CASE
      WHEN ChargeCategory <> 'Usage' OR CommitmentDiscountStatus = 'Unused' THEN NULL
      WHEN LOWER(ConsumedUnit) IN ('hours', 'hour', 'hrs', 'gpu-hours', 'instance-hours') THEN ConsumedQuantity
      WHEN LOWER(ConsumedUnit) IN ('seconds', 'second') THEN money_div(ConsumedQuantity, CAST('3600' AS DECIMAL(38,12)))
    END AS hours,
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
)

SELECT
  usage_date,
  accelerator.provider AS provider,
  accelerator.resource_type AS resource_type,
  accelerator.instance_type AS instance_type,
  resource_id AS instance_id,
  accelerator.gpu_type AS gpu_type,
  region,
  SUM(CAST(hours AS DECIMAL(38,12))) AS hours_used,
  money_mul(SUM(CAST(hours AS DECIMAL(38,12))), accelerator.gpu_count) AS gpu_hours,
  pricing_type,
  getvariable('account_id') AS billing_account_id,
  sub_account_id,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS usage_source,
  charge_category,
  commitment_status,
  SUM(CAST(billed_cost AS DECIMAL(38,12))) AS billed_cost,
  SUM(CAST(effective_cost AS DECIMAL(38,12))) AS effective_cost,
  SUM(CAST(list_cost AS DECIMAL(38,12))) AS list_cost,
  currency,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM charge
INNER JOIN "genai_accelerator_reference" AS accelerator ON accelerator.code = charge.code
GROUP BY
  usage_date, accelerator.provider, accelerator.resource_type, accelerator.instance_type, accelerator.gpu_type, accelerator.gpu_count,
  resource_id, region, pricing_type, sub_account_id, charge_category, commitment_status, currency, sku_meter,
  CASE WHEN hours IS NULL THEN 0 ELSE 1 END,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
