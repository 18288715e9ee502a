WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR(TO_HEX(MD5(@credential_id)), 1, 12))) AS account,
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
     
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_costs_daily_unified`) AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= CAST(@period_start AS DATE)
    AND cost_date < CAST(@period_end AS DATE)
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  billed_cost AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  CAST(@period_end AS TIMESTAMP) AS BillingPeriodEnd,
  CAST(@period_start AS TIMESTAMP) AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT(COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  CAST(DATE_ADD(CAST(cost_date AS DATE), INTERVAL 1 DAY) AS TIMESTAMP) AS ChargePeriodEnd,
  CAST(cost_date AS TIMESTAMP) AS ChargePeriodStart,
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
  NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN instance_type IS NULL THEN '' ELSE CONCAT(',"InstanceType":', TO_JSON_STRING(CAST(instance_type AS STRING))) END, CASE WHEN NULLIF(model, '*') IS NULL THEN '' ELSE CONCAT(',"x_Model":', TO_JSON_STRING(CAST(NULLIF(model, '*') AS STRING))) END, CASE WHEN gpu_type IS NULL THEN '' ELSE CONCAT(',"x_GpuType":', TO_JSON_STRING(CAST(gpu_type AS STRING))) END, CASE WHEN CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END IS NULL THEN '' ELSE CONCAT(',"x_PricingTerm":', TO_JSON_STRING(CAST(CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END AS STRING))) END, ''), 2), '}'), '{}') AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', REGEXP_REPLACE(CAST(COALESCE(commitment_term_months, 0) AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'))), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  'usage_priced' AS x_charge_origin,
  'priced_estimate' AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < DATE_ADD(CAST(@period_end AS DATE), INTERVAL 35 DAY) THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  'genai_costs_daily_unified' AS x_source_system,
  x_ingestion_id AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE NOT is_purchased;

WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR(TO_HEX(MD5(@credential_id)), 1, 12))) AS account,
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
     
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_costs_daily_unified`) AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= CAST(@period_start AS DATE)
    AND cost_date < CAST(@period_end AS DATE)
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  billed_cost AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  CAST(@period_end AS TIMESTAMP) AS BillingPeriodEnd,
  CAST(@period_start AS TIMESTAMP) AS BillingPeriodStart,
  'Purchase' AS ChargeCategory,
  CONCAT('Commitment of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Recurring' AS ChargeFrequency,
  CAST(DATE_ADD(CAST(cost_date AS DATE), INTERVAL 1 DAY) AS TIMESTAMP) AS ChargePeriodEnd,
  CAST(cost_date AS TIMESTAMP) AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  usage_quantity AS CommitmentDiscountQuantity,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS ConsumedQuantity,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS ConsumedUnit,
  total_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  BIGNUMERIC '0' AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  'Standard' AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  BIGNUMERIC '0' AS PricingCurrencyEffectiveCost,
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
  NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN instance_type IS NULL THEN '' ELSE CONCAT(',"InstanceType":', TO_JSON_STRING(CAST(instance_type AS STRING))) END, CASE WHEN NULLIF(model, '*') IS NULL THEN '' ELSE CONCAT(',"x_Model":', TO_JSON_STRING(CAST(NULLIF(model, '*') AS STRING))) END, CASE WHEN gpu_type IS NULL THEN '' ELSE CONCAT(',"x_GpuType":', TO_JSON_STRING(CAST(gpu_type AS STRING))) END, CASE WHEN CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END IS NULL THEN '' ELSE CONCAT(',"x_PricingTerm":', TO_JSON_STRING(CAST(CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END AS STRING))) END, ''), 2), '}'), '{}') AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', REGEXP_REPLACE(CAST(COALESCE(commitment_term_months, 0) AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'))), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  'usage_priced' AS x_charge_origin,
  'priced_estimate' AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < DATE_ADD(CAST(@period_end AS DATE), INTERVAL 35 DAY) THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  'genai_costs_daily_unified' AS x_source_system,
  CONCAT(x_ingestion_id, '/purchase') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased;

WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR(TO_HEX(MD5(@credential_id)), 1, 12))) AS account,
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
     
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_costs_daily_unified`) AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= CAST(@period_start AS DATE)
    AND cost_date < CAST(@period_end AS DATE)
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  BIGNUMERIC '0' AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  CAST(@period_end AS TIMESTAMP) AS BillingPeriodEnd,
  CAST(@period_start AS TIMESTAMP) AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT('Used part of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  CAST(DATE_ADD(CAST(cost_date AS DATE), INTERVAL 1 DAY) AS TIMESTAMP) AS ChargePeriodEnd,
  CAST(cost_date AS TIMESTAMP) AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  used_quantity AS CommitmentDiscountQuantity,
  'Used' AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  used_quantity AS ConsumedQuantity,
  usage_unit AS ConsumedUnit,
  ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(used_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  total_cost - idle_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(used_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS ListCost,
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
  NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN instance_type IS NULL THEN '' ELSE CONCAT(',"InstanceType":', TO_JSON_STRING(CAST(instance_type AS STRING))) END, CASE WHEN NULLIF(model, '*') IS NULL THEN '' ELSE CONCAT(',"x_Model":', TO_JSON_STRING(CAST(NULLIF(model, '*') AS STRING))) END, CASE WHEN gpu_type IS NULL THEN '' ELSE CONCAT(',"x_GpuType":', TO_JSON_STRING(CAST(gpu_type AS STRING))) END, CASE WHEN CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END IS NULL THEN '' ELSE CONCAT(',"x_PricingTerm":', TO_JSON_STRING(CAST(CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END AS STRING))) END, ''), 2), '}'), '{}') AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', REGEXP_REPLACE(CAST(COALESCE(commitment_term_months, 0) AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'))), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  'usage_priced' AS x_charge_origin,
  'priced_estimate' AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < DATE_ADD(CAST(@period_end AS DATE), INTERVAL 35 DAY) THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  CONCAT(x_ingestion_id, '/purchase') AS x_amortization_of,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  'genai_costs_daily_unified' AS x_source_system,
  CONCAT(x_ingestion_id, '/used') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased AND used_quantity <> BIGNUMERIC '0';

WITH owned AS (
  SELECT
    costs.*,
    COALESCE(NULLIF(billing_account_id, ''), CONCAT('credential-', SUBSTR(TO_HEX(MD5(@credential_id)), 1, 12))) AS account,
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
     
    cost_type = 'commitment' AND commitment_type = 'gsu' AND commitment_term_months IS NOT NULL AND commitment_id IS NOT NULL AND used_quantity IS NOT NULL AS is_purchased
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`genai_costs_daily_unified`) AS costs
  WHERE x_pipeline_id = @pipeline_id
    AND x_credential_id = @credential_id
    AND COALESCE(billing_account_id, '') = @account_id
    AND cost_date >= CAST(@period_start AS DATE)
    AND cost_date < CAST(@period_end AS DATE)
    AND cost_type IN ('commitment', 'infrastructure')
    AND cost_source = 'usage_priced'
    AND is_priced
)

SELECT
  BIGNUMERIC '0' AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  CAST(@period_end AS TIMESTAMP) AS BillingPeriodEnd,
  CAST(@period_start AS TIMESTAMP) AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT('Unused part of ', COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  CAST(DATE_ADD(CAST(cost_date AS DATE), INTERVAL 1 DAY) AS TIMESTAMP) AS ChargePeriodEnd,
  CAST(cost_date AS TIMESTAMP) AS ChargePeriodStart,
  'Usage' AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  usage_quantity - used_quantity AS CommitmentDiscountQuantity,
  'Unused' AS CommitmentDiscountStatus,
  'Provisioned throughput' AS CommitmentDiscountType,
  usage_unit AS CommitmentDiscountUnit,
  ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS ConsumedQuantity,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS ConsumedUnit,
  BIGNUMERIC '0' AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  idle_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  BIGNUMERIC '0' AS ListCost,
  list_unit_price AS ListUnitPrice,
  'Committed' AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  idle_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  BIGNUMERIC '0' AS PricingQuantity,
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
  NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN instance_type IS NULL THEN '' ELSE CONCAT(',"InstanceType":', TO_JSON_STRING(CAST(instance_type AS STRING))) END, CASE WHEN NULLIF(model, '*') IS NULL THEN '' ELSE CONCAT(',"x_Model":', TO_JSON_STRING(CAST(NULLIF(model, '*') AS STRING))) END, CASE WHEN gpu_type IS NULL THEN '' ELSE CONCAT(',"x_GpuType":', TO_JSON_STRING(CAST(gpu_type AS STRING))) END, CASE WHEN CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END IS NULL THEN '' ELSE CONCAT(',"x_PricingTerm":', TO_JSON_STRING(CAST(CASE WHEN commitment_term_months IS NOT NULL THEN CONCAT(REGEXP_REPLACE(CAST(commitment_term_months AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), ' months') WHEN cost_type = 'infrastructure' THEN pricing_type END AS STRING))) END, ''), 2), '}'), '{}') AS SkuPriceDetails,
  CONCAT(sku, ':', COALESCE(region, 'global'), ':', COALESCE(pricing_type, CONCAT('term-', REGEXP_REPLACE(CAST(COALESCE(commitment_term_months, 0) AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'))), ':', currency) AS SkuPriceId,
  sub_account_id AS SubAccountId,
  COALESCE(sub_account_name, sub_account_id) AS SubAccountName,
  CASE WHEN sub_account_id IS NOT NULL THEN 'Account' END AS SubAccountType,
  'usage_priced' AS x_charge_origin,
  'priced_estimate' AS x_billed_source,
  CASE
    WHEN @today < @period_end THEN 'open'
    WHEN @today < DATE_ADD(CAST(@period_end AS DATE), INTERVAL 35 DAY) THEN 'provisional'
    ELSE 'final'
  END AS x_billing_status,
  CONCAT(x_ingestion_id, '/purchase') AS x_amortization_of,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  'genai_costs_daily_unified' AS x_source_system,
  CONCAT(x_ingestion_id, '/unused') AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM owned
WHERE is_purchased AND usage_quantity <> used_quantity
