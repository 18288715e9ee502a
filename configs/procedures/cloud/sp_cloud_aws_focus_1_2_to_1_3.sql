/*---
name: sp_cloud_aws_focus_1_2_to_1_3
description: Lines of an AWS FOCUS 1.2 export as FOCUS 1.3 charges, one row each. Fills what AWS leaves empty and sets list and contracted cost from the product of price and quantity.
parameters: []
source: cloud_aws_focus_raw_daily
target: cost_data_standard_1_3
slice: month
---*/
WITH line AS (
  SELECT
    raw.*,
    CASE
      WHEN ChargeCategory NOT IN ('Usage', 'Purchase') THEN 'none'
      WHEN ChargeClass = 'Correction' AND SkuId IS NULL THEN 'none'
      WHEN COALESCE(PricingQuantity, {{decimal('0')}}) = {{decimal('0')}}
        AND COALESCE(CommitmentDiscountStatus, '') <> 'Unused' AND (ListCost <> {{decimal('0')}} OR ContractedCost <> {{decimal('0')}}) THEN 'whole'
      WHEN COALESCE(ListUnitPrice, ContractedUnitPrice) IS NULL AND COALESCE(CommitmentDiscountStatus, '') <> 'Unused' THEN 'whole'
      ELSE 'rate'
    END AS pricing,
    CASE
      WHEN COALESCE(PublisherName, ProviderName) IS NULL OR STARTS_WITH(COALESCE(PublisherName, ProviderName), 'Amazon') OR STARTS_WITH(COALESCE(PublisherName, ProviderName), 'AWS') THEN 'AWS'
      ELSE COALESCE(PublisherName, ProviderName)
    END AS service_provider,
    COALESCE(SkuId, CONCAT(ServiceName, ':', COALESCE(x_UsageType, SkuMeter, ChargeCategory))) AS sku
  FROM {{table(cloud_aws_focus_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
),

priced AS (
  SELECT
    line.*,
    CASE pricing
      WHEN 'rate' THEN ABS(COALESCE(ListUnitPrice, ContractedUnitPrice, BilledCost))
      WHEN 'whole' THEN ABS(COALESCE(ListCost, BilledCost))
    END AS list_price,
    CASE pricing
      WHEN 'rate' THEN ABS(COALESCE(ContractedUnitPrice, ListUnitPrice, BilledCost))
      WHEN 'whole' THEN ABS(COALESCE(ContractedCost, ListCost, BilledCost))
    END AS contracted_price,
    CASE
      WHEN pricing = 'whole' THEN CASE WHEN COALESCE(ContractedCost, ListCost, BilledCost) < {{decimal('0')}} THEN {{decimal('-1')}} ELSE {{decimal('1')}} END
      WHEN pricing = 'rate' AND CommitmentDiscountStatus = 'Unused' THEN {{decimal('0')}}
      WHEN pricing = 'rate' THEN COALESCE(PricingQuantity, {{decimal('0')}})
    END AS given_quantity
  FROM line
),

costed AS (
  SELECT
    priced.*,
    CASE WHEN pricing <> 'none' THEN {{exact_quantity(given_quantity, list_price, contracted_price)}} END AS quantity
  FROM priced
)

SELECT
  {{cast(NULL, string)}} AS AllocatedMethodDetails,
  {{cast(NULL, string)}} AS AllocatedMethodId,
  {{cast(NULL, string)}} AS AllocatedResourceId,
  {{cast(NULL, string)}} AS AllocatedResourceName,
  {{cast(NULL, string)}} AS AllocatedTags,
  AvailabilityZone,
  BilledCost,
  BillingAccountId,
  COALESCE(BillingAccountName, payer_account_name, BillingAccountId) AS BillingAccountName,
  COALESCE(BillingAccountType, 'Payer Account') AS BillingAccountType,
  BillingCurrency,
  BillingPeriodEnd,
  BillingPeriodStart,
  CapacityReservationId,
  CASE WHEN CapacityReservationId IS NOT NULL AND ChargeCategory = 'Usage' THEN COALESCE(CapacityReservationStatus, 'Used') END AS CapacityReservationStatus,
  ChargeCategory,
  ChargeClass,
  ChargeDescription,
  CASE
    WHEN ChargeCategory = 'Purchase' AND COALESCE(ChargeFrequency, 'Usage-Based') = 'Usage-Based' THEN 'One-Time'
    ELSE COALESCE(ChargeFrequency, 'Usage-Based')
  END AS ChargeFrequency,
  ChargePeriodEnd,
  ChargePeriodStart,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountCategory END AS CommitmentDiscountCategory,
  CommitmentDiscountId,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountName END AS CommitmentDiscountName,
  CASE WHEN CommitmentDiscountId IS NOT NULL AND pricing <> 'none' THEN CommitmentDiscountQuantity END AS CommitmentDiscountQuantity,
  CASE WHEN CommitmentDiscountId IS NOT NULL AND ChargeCategory = 'Usage' THEN CommitmentDiscountStatus END AS CommitmentDiscountStatus,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountType END AS CommitmentDiscountType,
  CASE WHEN CommitmentDiscountId IS NOT NULL AND pricing <> 'none' AND CommitmentDiscountQuantity IS NOT NULL THEN CommitmentDiscountUnit END AS CommitmentDiscountUnit,
  CASE
    WHEN ChargeCategory = 'Usage' AND pricing <> 'none' AND COALESCE(CommitmentDiscountStatus, '') <> 'Unused'
      THEN COALESCE(ConsumedQuantity, PricingQuantity, {{decimal('0')}})
  END AS ConsumedQuantity,
  CASE
    WHEN ChargeCategory = 'Usage' AND pricing <> 'none' AND COALESCE(CommitmentDiscountStatus, '') <> 'Unused'
      THEN COALESCE(ConsumedUnit, PricingUnit, 'Count')
  END AS ConsumedUnit,
  {{cast(NULL, string)}} AS ContractApplied,
  CASE WHEN pricing = 'none' THEN BilledCost ELSE {{exact_product(contracted_price, quantity)}} END AS ContractedCost,
  contracted_price AS ContractedUnitPrice,
  CASE WHEN pricing = 'none' THEN BilledCost ELSE EffectiveCost END AS EffectiveCost,
  'AWS' AS HostProviderName,
  InvoiceId,
  CASE
    WHEN InvoiceIssuerName IS NULL OR STARTS_WITH(InvoiceIssuerName, 'Amazon') OR STARTS_WITH(InvoiceIssuerName, 'AWS') THEN 'AWS'
    ELSE InvoiceIssuerName
  END AS InvoiceIssuerName,
  CASE WHEN pricing = 'none' THEN BilledCost ELSE {{exact_product(list_price, quantity)}} END AS ListCost,
  list_price AS ListUnitPrice,
  CASE WHEN pricing <> 'none' THEN COALESCE(PricingCategory, 'Standard') END AS PricingCategory,
  COALESCE(PricingCurrency, BillingCurrency) AS PricingCurrency,
  CASE
    WHEN pricing <> 'none' AND COALESCE(PricingCurrency, BillingCurrency) <> BillingCurrency THEN COALESCE(PricingCurrencyContractedUnitPrice, contracted_price)
    ELSE contracted_price
  END AS PricingCurrencyContractedUnitPrice,
  CASE
    WHEN COALESCE(PricingCurrency, BillingCurrency) <> BillingCurrency THEN COALESCE(PricingCurrencyEffectiveCost, EffectiveCost)
    WHEN pricing = 'none' THEN BilledCost
    ELSE EffectiveCost
  END AS PricingCurrencyEffectiveCost,
  CASE
    WHEN pricing <> 'none' AND COALESCE(PricingCurrency, BillingCurrency) <> BillingCurrency THEN COALESCE(PricingCurrencyListUnitPrice, list_price)
    ELSE list_price
  END AS PricingCurrencyListUnitPrice,
  quantity AS PricingQuantity,
  CASE pricing WHEN 'rate' THEN COALESCE(PricingUnit, ConsumedUnit, 'Count') WHEN 'whole' THEN 'Count' END AS PricingUnit,
  service_provider AS ProviderName,
  service_provider AS PublisherName,
  RegionId,
  CASE WHEN RegionId IS NOT NULL THEN COALESCE(RegionName, RegionId) END AS RegionName,
  ResourceId,
  CASE WHEN ResourceId IS NOT NULL THEN ResourceName END AS ResourceName,
  CASE WHEN ResourceId IS NOT NULL THEN COALESCE(ResourceType, ServiceName) END AS ResourceType,
  COALESCE(ServiceCategory, 'Other') AS ServiceCategory,
  ServiceName,
  service_provider AS ServiceProviderName,
  COALESCE(ServiceSubcategory, CONCAT('Other (', COALESCE(ServiceCategory, 'Other'), ')')) AS ServiceSubcategory,
  CASE WHEN pricing <> 'none' THEN sku WHEN ChargeCategory <> 'Tax' THEN SkuId END AS SkuId,
  CASE WHEN pricing <> 'none' OR (ChargeCategory <> 'Tax' AND SkuId IS NOT NULL) THEN COALESCE(SkuMeter, x_UsageType, ChargeCategory) END AS SkuMeter,
  CASE WHEN pricing <> 'none' THEN SkuPriceDetails END AS SkuPriceDetails,
  CASE WHEN pricing <> 'none' THEN COALESCE(SkuPriceId, CONCAT(sku, ':', COALESCE(PricingCategory, 'Standard'))) END AS SkuPriceId,
  SubAccountId,
  CASE WHEN SubAccountId IS NOT NULL THEN COALESCE(SubAccountName, SubAccountId) END AS SubAccountName,
  CASE WHEN SubAccountId IS NOT NULL THEN COALESCE(SubAccountType, 'Linked Account') END AS SubAccountType,
  Tags,
  'imported_focus' AS x_charge_origin,
  'vendor_bill' AS x_billed_source,
  billing_status AS x_billing_status,
  ChargeCategory AS x_amortization_class,
  CASE WHEN ServiceName IN ('Amazon Bedrock', 'AmazonBedrock') THEN 'bedrock' END AS x_genai_provider,
  'aws' AS x_cloud_provider,
  @account_id AS x_cloud_account_id,
  'cloud_aws_focus_raw_daily' AS x_source_system,
  {{md5(CONCAT(
    BillingAccountId, '|', COALESCE(SubAccountId, ''), '|', COALESCE(ResourceId, ''), '|', COALESCE(SkuPriceId, ''), '|', COALESCE(CommitmentDiscountId, ''), '|',
    COALESCE(ChargeDescription, ''), '|', ChargeCategory, '|', COALESCE(x_UsageType, ''), '|', COALESCE(x_Operation, ''), '|',
    {{cast(ChargePeriodStart, string)}}, '|', {{cast(BilledCost, string)}}, '|', {{cast(EffectiveCost, string)}}, '|', COALESCE({{cast(PricingQuantity, string)}}, '')))}} AS x_source_record_id
FROM costed;
