/*---
name: sp_genai_infrastructure_usage
description: Hours of GPUs and TPUs as cloud bills state them, per day, instance and way of paying. Which instances have accelerators is the table genai_accelerator_reference.
parameters: []
source: cost_data_standard_1_3
target: genai_infrastructure_usage_raw
slice: month
---*/
WITH charge AS (
  SELECT
    {{day(ChargePeriodStart)}} AS usage_date,
    -- The instance's name where the bill states it, else the meter's last part (AWS), else the accelerator's name (Google).
    COALESCE(
      LOWER({{json_text(SkuPriceDetails, '$.InstanceType')}}),
      {{regex_extract(LOWER(SkuMeter), ':([a-z0-9-]+[.][a-z0-9-]+)$')}},
      CONCAT('gcp ', {{regex_extract(LOWER(COALESCE(SkuMeter, ChargeDescription)), 'nvidia (?:tesla )?([a-z]+[0-9]+[a-z]?(?: [0-9]+gb)?)')}}),
      CONCAT('gcp ', {{regex_extract(LOWER(COALESCE(SkuMeter, ChargeDescription)), '(tpu[ -]?v[0-9]+[a-z]?)')}})
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
      WHEN LOWER(ConsumedUnit) IN ('seconds', 'second') THEN {{div(ConsumedQuantity, {{decimal('3600')}})}}
    END AS hours,
    BilledCost AS billed_cost,
    EffectiveCost AS effective_cost,
    ListCost AS list_cost,
    BillingCurrency AS currency,
    x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND BillingPeriodStart >= {{timestamp(@period_start)}}
    AND BillingPeriodStart < {{timestamp(@period_end)}}
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
  {{sum(hours)}} AS hours_used,
  {{mul({{sum(hours)}}, accelerator.gpu_count)}} AS gpu_hours,
  pricing_type,
  @account_id AS billing_account_id,
  sub_account_id,
  {{constant('vendor_bill')}} AS usage_source,
  charge_category,
  commitment_status,
  {{sum(billed_cost)}} AS billed_cost,
  {{sum(effective_cost)}} AS effective_cost,
  {{sum(list_cost)}} AS list_cost,
  currency,
  sku_meter,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM charge
INNER JOIN {{table(genai_accelerator_reference)}} AS accelerator ON accelerator.code = charge.code
GROUP BY
  usage_date, accelerator.provider, accelerator.resource_type, accelerator.instance_type, accelerator.gpu_type, accelerator.gpu_count,
  resource_id, region, pricing_type, sub_account_id, charge_category, commitment_status, currency, sku_meter,
  CASE WHEN hours IS NULL THEN 0 ELSE 1 END,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at;
