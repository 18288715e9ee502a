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
),

 
 
 
charges AS (
  SELECT
    owned.*,
    part,
    CASE part WHEN 'used' THEN used_quantity WHEN 'unused' THEN usage_quantity - used_quantity ELSE usage_quantity END AS part_quantity,
    CASE part WHEN 'purchase' THEN BIGNUMERIC '0' WHEN 'used' THEN total_cost - idle_cost WHEN 'unused' THEN idle_cost ELSE total_cost END AS effective_cost,
    CASE part WHEN 'whole' THEN resource_id WHEN 'used' THEN COALESCE(resource_id, commitment_id) ELSE commitment_id END AS charged_resource_id
  FROM owned
  CROSS JOIN (
    SELECT 'whole' AS part UNION ALL SELECT 'purchase' UNION ALL SELECT 'used' UNION ALL SELECT 'unused'
  ) AS parts
  WHERE CASE part
    WHEN 'whole' THEN NOT is_purchased
    WHEN 'used' THEN is_purchased AND used_quantity <> BIGNUMERIC '0'
    WHEN 'unused' THEN is_purchased AND usage_quantity <> used_quantity
    ELSE is_purchased
  END
)

SELECT
  CASE WHEN part IN ('used', 'unused') THEN BIGNUMERIC '0' ELSE billed_cost END AS BilledCost,
  account AS BillingAccountId,
  account AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  CAST(@period_end AS TIMESTAMP) AS BillingPeriodEnd,
  CAST(@period_start AS TIMESTAMP) AS BillingPeriodStart,
  CASE part WHEN 'purchase' THEN 'Purchase' ELSE 'Usage' END AS ChargeCategory,
  CONCAT(
    CASE part WHEN 'purchase' THEN 'Commitment of ' WHEN 'used' THEN 'Used part of ' WHEN 'unused' THEN 'Unused part of ' ELSE '' END,
    COALESCE(model, instance_type), ', ', COALESCE(region, 'global'), ', ', usage_unit) AS ChargeDescription,
  CASE part WHEN 'purchase' THEN 'Recurring' ELSE 'Usage-Based' END AS ChargeFrequency,
  CAST(DATE_ADD(CAST(cost_date AS DATE), INTERVAL 1 DAY) AS TIMESTAMP) AS ChargePeriodEnd,
  CAST(cost_date AS TIMESTAMP) AS ChargePeriodStart,
  CASE WHEN is_purchased THEN 'Usage' END AS CommitmentDiscountCategory,
  CASE WHEN is_purchased THEN commitment_id END AS CommitmentDiscountId,
  CASE WHEN is_purchased THEN part_quantity END AS CommitmentDiscountQuantity,
  CASE part WHEN 'used' THEN 'Used' WHEN 'unused' THEN 'Unused' END AS CommitmentDiscountStatus,
  CASE WHEN is_purchased THEN 'Provisioned throughput' END AS CommitmentDiscountType,
  CASE WHEN is_purchased THEN usage_unit END AS CommitmentDiscountUnit,
  CASE WHEN part IN ('whole', 'used') THEN part_quantity END AS ConsumedQuantity,
  CASE WHEN part IN ('whole', 'used') THEN usage_unit END AS ConsumedUnit,
  CASE part WHEN 'used' THEN ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(used_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') WHEN 'unused' THEN BIGNUMERIC '0' ELSE total_cost END AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  effective_cost AS EffectiveCost,
  vendor AS HostProviderName,
  vendor AS InvoiceIssuerName,
  CASE part WHEN 'used' THEN ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(used_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') WHEN 'unused' THEN BIGNUMERIC '0' ELSE list_cost END AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE
    WHEN part IN ('used', 'unused') THEN 'Committed'
    WHEN pricing_type IN ('spot', 'preemptible') THEN 'Dynamic'
    ELSE 'Standard'
  END AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  effective_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  CASE part WHEN 'unused' THEN BIGNUMERIC '0' ELSE part_quantity END AS PricingQuantity,
  usage_unit AS PricingUnit,
  vendor AS ProviderName,
  vendor AS PublisherName,
  NULLIF(region, 'global') AS RegionId,
  NULLIF(region, 'global') AS RegionName,
  charged_resource_id AS ResourceId,
  CASE
    WHEN charged_resource_id IS NULL THEN NULL
    WHEN is_purchased THEN 'Provisioned throughput'
    WHEN cost_type = 'commitment' THEN 'Provisioned deployment'
    ELSE 'Instance'
  END AS ResourceType,
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
  CASE WHEN part IN ('used', 'unused') THEN CONCAT(x_ingestion_id, '/purchase') END AS x_amortization_of,
  x_price_id,
  x_genai_provider,
  NULLIF(model, '*') AS x_genai_model,
  cost_type AS x_genai_cost_type,
  'genai_costs_daily_unified' AS x_source_system,
  CASE part WHEN 'whole' THEN x_ingestion_id ELSE CONCAT(x_ingestion_id, '/', part) END AS x_source_record_id,
  x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_level_code, x_hierarchy_path, x_hierarchy_path_names, x_hierarchy_validated_at
FROM charges
