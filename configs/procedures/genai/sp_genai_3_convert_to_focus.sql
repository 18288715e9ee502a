/*---
name: sp_genai_3_convert_to_focus
description: FOCUS 1.3 rows of the capacity and accelerator hours no bill states, from imported usage and prices. Money of a bill has its rows from the bill's conversion, pay as you go from its own; costs without a price make no row.
parameters:
  - name: today
    type: date
source: genai_costs_daily_unified
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Capacity and hours as they cost. Idle capacity without a purchased commitment is a measure of use, not a charge.
WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR({{md5(@credential_id)}}, 1, 12))) AS account,
    CASE
      WHEN provider IN ('azure_openai', 'azure') THEN 'Microsoft'
      WHEN provider IN ('bedrock', 'aws') THEN 'AWS'
      WHEN provider IN ('vertex', 'gcp') THEN 'Google Cloud'
      ELSE provider
    END AS vendor,
    CASE provider
      WHEN 'azure_openai' THEN 'Azure OpenAI Service'
      WHEN 'bedrock' THEN 'Amazon Bedrock'
      WHEN 'vertex' THEN 'Vertex AI'
      WHEN 'azure' THEN 'Virtual Machines'
      WHEN 'aws' THEN 'Amazon Elastic Compute Cloud'
      WHEN 'gcp' THEN 'Compute Engine'
      ELSE CONCAT(provider, ' capacity')
    END AS service,
    CONCAT(provider, '/', COALESCE(model, instance_type), '/', CASE cost_type WHEN 'commitment' THEN 'provisioned-capacity' ELSE 'instance-hours' END) AS sku,
    -- Bought for a term and measured: the part that worked and the part that did not are charges of their own.
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM {{table(genai_costs_daily_unified)}} AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= {{date(@period_start)}}
    AND cost_date < {{date(@period_end)}}
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  billed_cost AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  {{constant('Billing Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(@period_end)}} AS BillingPeriodEnd,
  {{timestamp(@period_start)}} AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT(COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  {{timestamp({{add_days(cost_date, 1)}})}} AS ChargePeriodEnd,
  {{timestamp(cost_date)}} AS ChargePeriodStart,
  usage_quantity AS ConsumedQuantity,
  usage_unit AS ConsumedUnit,
  total_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  total_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE WHEN pricing_type IN ('spot', 'preemptible') THEN 'Dynamic' ELSE 'Standard' END AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  total_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  usage_quantity AS PricingQuantity,
  usage_unit AS PricingUnit,
  vendor AS ProviderName,
  vendor AS PublisherName,
  NULLIF(region, 'global') AS RegionId,
  NULLIF(region, 'global') AS RegionName,
  resource_id AS ResourceId,
  CASE WHEN resource_id IS NOT NULL THEN CASE cost_type WHEN 'commitment' THEN 'Provisioned deployment' ELSE 'Instance' END END AS ResourceType,
  CASE cost_type WHEN 'commitment' THEN 'AI and Machine Learning' ELSE 'Compute' END AS ServiceCategory,
  service AS ServiceName,
  vendor AS ServiceProviderName,
  CASE cost_type WHEN 'commitment' THEN 'Generative AI' ELSE 'Virtual Machines' END AS ServiceSubcategory,
  sku AS SkuId,
  CASE cost_type WHEN 'commitment' THEN 'Provisioned capacity' ELSE 'Instance hours' END AS SkuMeter,
  {{json_members(
    'InstanceType', instance_type,
    'x_Model', NULLIF(model, '*'),
    'x_GpuType', gpu_type,
    'x_PricingTerm', CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT({{cast(commitment_term_months, string)}}, ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END)}} AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', {{cast(COALESCE(commitment_term_months, 0), string)}})), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  {{constant('usage_priced')}} AS x_charge_origin,
  {{constant('priced_estimate')}} AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < {{add_days(@period_end, 35)}} THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  {{constant('genai_costs_daily_unified')}} AS x_source_system,
  x_ingestion_id AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE NOT is_purchased;

-- 2. Capacity bought for a term: its fee, which is worth nothing by itself,
WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR({{md5(@credential_id)}}, 1, 12))) AS account,
    CASE
      WHEN provider IN ('azure_openai', 'azure') THEN 'Microsoft'
      WHEN provider IN ('bedrock', 'aws') THEN 'AWS'
      WHEN provider IN ('vertex', 'gcp') THEN 'Google Cloud'
      ELSE provider
    END AS vendor,
    CASE provider
      WHEN 'azure_openai' THEN 'Azure OpenAI Service'
      WHEN 'bedrock' THEN 'Amazon Bedrock'
      WHEN 'vertex' THEN 'Vertex AI'
      WHEN 'azure' THEN 'Virtual Machines'
      WHEN 'aws' THEN 'Amazon Elastic Compute Cloud'
      WHEN 'gcp' THEN 'Compute Engine'
      ELSE CONCAT(provider, ' capacity')
    END AS service,
    CONCAT(provider, '/', COALESCE(model, instance_type), '/', CASE cost_type WHEN 'commitment' THEN 'provisioned-capacity' ELSE 'instance-hours' END) AS sku,
    -- Bought for a term and measured: the part that worked and the part that did not are charges of their own.
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM {{table(genai_costs_daily_unified)}} AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= {{date(@period_start)}}
    AND cost_date < {{date(@period_end)}}
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  billed_cost AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  {{constant('Billing Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(@period_end)}} AS BillingPeriodEnd,
  {{timestamp(@period_start)}} AS BillingPeriodStart,
  'Purchase' AS ChargeCategory,
  CONCAT('Commitment of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Recurring' AS ChargeFrequency,
  {{timestamp({{add_days(cost_date, 1)}})}} AS ChargePeriodEnd,
  {{timestamp(cost_date)}} AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  usage_quantity AS CommitmentDiscountQuantity,
  {{cast(NULL, string)}} AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  {{cast(NULL, decimal)}} AS ConsumedQuantity,
  {{cast(NULL, string)}} AS ConsumedUnit,
  total_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  {{decimal('0')}} AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  'Standard' AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  {{decimal('0')}} AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  usage_quantity AS PricingQuantity,
  usage_unit AS PricingUnit,
  vendor AS ProviderName,
  vendor AS PublisherName,
  NULLIF(region, 'global') AS RegionId,
  NULLIF(region, 'global') AS RegionName,
  commitment_id AS ResourceId,
  CASE WHEN commitment_id IS NOT NULL THEN 'Provisioned throughput' END AS ResourceType,
  CASE cost_type WHEN 'commitment' THEN 'AI and Machine Learning' ELSE 'Compute' END AS ServiceCategory,
  service AS ServiceName,
  vendor AS ServiceProviderName,
  CASE cost_type WHEN 'commitment' THEN 'Generative AI' ELSE 'Virtual Machines' END AS ServiceSubcategory,
  sku AS SkuId,
  CASE cost_type WHEN 'commitment' THEN 'Provisioned capacity' ELSE 'Instance hours' END AS SkuMeter,
  {{json_members(
    'InstanceType', instance_type,
    'x_Model', NULLIF(model, '*'),
    'x_GpuType', gpu_type,
    'x_PricingTerm', CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT({{cast(commitment_term_months, string)}}, ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END)}} AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', {{cast(COALESCE(commitment_term_months, 0), string)}})), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  {{constant('usage_priced')}} AS x_charge_origin,
  {{constant('priced_estimate')}} AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < {{add_days(@period_end, 35)}} THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  {{constant('genai_costs_daily_unified')}} AS x_source_system,
  CONCAT(x_ingestion_id, '/purchase') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased;

-- 3. the part that worked,
WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR({{md5(@credential_id)}}, 1, 12))) AS account,
    CASE
      WHEN provider IN ('azure_openai', 'azure') THEN 'Microsoft'
      WHEN provider IN ('bedrock', 'aws') THEN 'AWS'
      WHEN provider IN ('vertex', 'gcp') THEN 'Google Cloud'
      ELSE provider
    END AS vendor,
    CASE provider
      WHEN 'azure_openai' THEN 'Azure OpenAI Service'
      WHEN 'bedrock' THEN 'Amazon Bedrock'
      WHEN 'vertex' THEN 'Vertex AI'
      WHEN 'azure' THEN 'Virtual Machines'
      WHEN 'aws' THEN 'Amazon Elastic Compute Cloud'
      WHEN 'gcp' THEN 'Compute Engine'
      ELSE CONCAT(provider, ' capacity')
    END AS service,
    CONCAT(provider, '/', COALESCE(model, instance_type), '/', CASE cost_type WHEN 'commitment' THEN 'provisioned-capacity' ELSE 'instance-hours' END) AS sku,
    -- Bought for a term and measured: the part that worked and the part that did not are charges of their own.
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM {{table(genai_costs_daily_unified)}} AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= {{date(@period_start)}}
    AND cost_date < {{date(@period_end)}}
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  {{decimal('0')}} AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  {{constant('Billing Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(@period_end)}} AS BillingPeriodEnd,
  {{timestamp(@period_start)}} AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT('Used part of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  {{timestamp({{add_days(cost_date, 1)}})}} AS ChargePeriodEnd,
  {{timestamp(cost_date)}} AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  used_quantity AS CommitmentDiscountQuantity,
  'Used' AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  used_quantity AS ConsumedQuantity,
  usage_unit AS ConsumedUnit,
  {{exact_product(contracted_unit_price, used_quantity)}} AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  total_cost - idle_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  {{exact_product(list_unit_price, used_quantity)}} AS ListCost,
  list_unit_price AS ListUnitPrice,
  'Committed' AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  total_cost - idle_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  used_quantity AS PricingQuantity,
  usage_unit AS PricingUnit,
  vendor AS ProviderName,
  vendor AS PublisherName,
  NULLIF(region, 'global') AS RegionId,
  NULLIF(region, 'global') AS RegionName,
  COALESCE(resource_id, commitment_id) AS ResourceId,
  CASE WHEN COALESCE(resource_id, commitment_id) IS NOT NULL THEN 'Provisioned throughput' END AS ResourceType,
  CASE cost_type WHEN 'commitment' THEN 'AI and Machine Learning' ELSE 'Compute' END AS ServiceCategory,
  service AS ServiceName,
  vendor AS ServiceProviderName,
  CASE cost_type WHEN 'commitment' THEN 'Generative AI' ELSE 'Virtual Machines' END AS ServiceSubcategory,
  sku AS SkuId,
  CASE cost_type WHEN 'commitment' THEN 'Provisioned capacity' ELSE 'Instance hours' END AS SkuMeter,
  {{json_members(
    'InstanceType', instance_type,
    'x_Model', NULLIF(model, '*'),
    'x_GpuType', gpu_type,
    'x_PricingTerm', CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT({{cast(commitment_term_months, string)}}, ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END)}} AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', {{cast(COALESCE(commitment_term_months, 0), string)}})), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  {{constant('usage_priced')}} AS x_charge_origin,
  {{constant('priced_estimate')}} AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < {{add_days(@period_end, 35)}} THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  CONCAT(x_ingestion_id, '/purchase') AS x_amortization_of,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  {{constant('genai_costs_daily_unified')}} AS x_source_system,
  CONCAT(x_ingestion_id, '/used') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased AND used_quantity <> {{decimal('0')}};

-- 4. and the part that did not. It has no list value, so that waste lowers savings.
WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR({{md5(@credential_id)}}, 1, 12))) AS account,
    CASE
      WHEN provider IN ('azure_openai', 'azure') THEN 'Microsoft'
      WHEN provider IN ('bedrock', 'aws') THEN 'AWS'
      WHEN provider IN ('vertex', 'gcp') THEN 'Google Cloud'
      ELSE provider
    END AS vendor,
    CASE provider
      WHEN 'azure_openai' THEN 'Azure OpenAI Service'
      WHEN 'bedrock' THEN 'Amazon Bedrock'
      WHEN 'vertex' THEN 'Vertex AI'
      WHEN 'azure' THEN 'Virtual Machines'
      WHEN 'aws' THEN 'Amazon Elastic Compute Cloud'
      WHEN 'gcp' THEN 'Compute Engine'
      ELSE CONCAT(provider, ' capacity')
    END AS service,
    CONCAT(provider, '/', COALESCE(model, instance_type), '/', CASE cost_type WHEN 'commitment' THEN 'provisioned-capacity' ELSE 'instance-hours' END) AS sku,
    -- Bought for a term and measured: the part that worked and the part that did not are charges of their own.
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM {{table(genai_costs_daily_unified)}} AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= {{date(@period_start)}}
    AND cost_date < {{date(@period_end)}}
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  {{decimal('0')}} AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  {{constant('Billing Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(@period_end)}} AS BillingPeriodEnd,
  {{timestamp(@period_start)}} AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT('Unused part of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  {{timestamp({{add_days(cost_date, 1)}})}} AS ChargePeriodEnd,
  {{timestamp(cost_date)}} AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  usage_quantity - used_quantity AS CommitmentDiscountQuantity,
  'Unused' AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  {{cast(NULL, decimal)}} AS ConsumedQuantity,
  {{cast(NULL, string)}} AS ConsumedUnit,
  {{decimal('0')}} AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  idle_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  {{decimal('0')}} AS ListCost,
  list_unit_price AS ListUnitPrice,
  'Committed' AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  idle_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  {{decimal('0')}} AS PricingQuantity,
  usage_unit AS PricingUnit,
  vendor AS ProviderName,
  vendor AS PublisherName,
  NULLIF(region, 'global') AS RegionId,
  NULLIF(region, 'global') AS RegionName,
  commitment_id AS ResourceId,
  CASE WHEN commitment_id IS NOT NULL THEN 'Provisioned throughput' END AS ResourceType,
  CASE cost_type WHEN 'commitment' THEN 'AI and Machine Learning' ELSE 'Compute' END AS ServiceCategory,
  service AS ServiceName,
  vendor AS ServiceProviderName,
  CASE cost_type WHEN 'commitment' THEN 'Generative AI' ELSE 'Virtual Machines' END AS ServiceSubcategory,
  sku AS SkuId,
  CASE cost_type WHEN 'commitment' THEN 'Provisioned capacity' ELSE 'Instance hours' END AS SkuMeter,
  {{json_members(
    'InstanceType', instance_type,
    'x_Model', NULLIF(model, '*'),
    'x_GpuType', gpu_type,
    'x_PricingTerm', CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT({{cast(commitment_term_months, string)}}, ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END)}} AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', {{cast(COALESCE(commitment_term_months, 0), string)}})), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  {{constant('usage_priced')}} AS x_charge_origin,
  {{constant('priced_estimate')}} AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < {{add_days(@period_end, 35)}} THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  CONCAT(x_ingestion_id, '/purchase') AS x_amortization_of,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  {{constant('genai_costs_daily_unified')}} AS x_source_system,
  CONCAT(x_ingestion_id, '/unused') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased AND usage_quantity <> used_quantity;
