/*---
name: sp_cloud_aws_convert_to_focus
description: Lines of an AWS Cost and Usage Report as FOCUS 1.3 charges. Every line makes one row, two (a fee and the unused part of its commitment) or none (its ledger entry says why).
parameters: []
source: cloud_aws_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every line that is a charge of its own.
WITH line AS (
  SELECT
    raw.*,
    COALESCE(net_unblended_cost, unblended_cost) AS billed,
    CASE
      WHEN line_item_type IN ('Usage', 'SavingsPlanCoveredUsage', 'DiscountedUsage', 'Tax', 'Credit') THEN line_item_type
      WHEN line_item_type IN ('SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee') THEN 'Commitment'
      WHEN line_item_type IN ('RIFee') OR (line_item_type = 'Fee' AND reservation_arn IS NOT NULL) THEN 'Commitment'
      WHEN line_item_type = 'Fee' THEN 'Fee'
      WHEN line_item_type = 'Refund' AND COALESCE(savings_plan_arn, reservation_arn) IS NOT NULL THEN 'CommitmentRefund'
      WHEN line_item_type = 'Refund' AND sku IS NOT NULL AND usage_amount <> {{decimal('0')}} THEN 'UsageRefund'
      WHEN line_item_type = 'Refund' THEN 'OtherRefund'
      ELSE 'Discount'
    END AS kind,
    CASE
      WHEN line_item_type = 'Refund' AND (bill_type = 'Refund' OR {{day(usage_start_time)}} < billing_period_start) THEN 'Correction'
    END AS charge_class
  FROM {{table(cloud_aws_billing_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND line_item_type <> 'SavingsPlanNegation'
    AND NOT (split_parent_resource_id IS NOT NULL AND COALESCE(net_unblended_cost, unblended_cost) = {{decimal('0')}})
    AND NOT (line_item_type IN ('EdpDiscount', 'PrivateRateDiscount', 'BundledDiscount', 'RiVolumeDiscount', 'SppDiscount', 'DistributorDiscount', 'Discount')
      AND net_unblended_cost IS NOT NULL AND net_unblended_cost = {{decimal('0')}})
),

-- Prices per unit as published. Where AWS states none the fee itself is the price of one.
rated AS (
  SELECT
    line.*,
    kind IN ('Usage', 'SavingsPlanCoveredUsage', 'DiscountedUsage', 'UsageRefund') AS is_usage,
    CASE
      WHEN kind IN ('Commitment', 'CommitmentRefund', 'Fee') THEN 'whole'
      WHEN kind IN ('Usage', 'SavingsPlanCoveredUsage', 'DiscountedUsage', 'UsageRefund') THEN
        CASE
          WHEN usage_amount IS NULL OR (usage_amount = {{decimal('0')}} AND billed <> {{decimal('0')}}) THEN 'whole'
          WHEN COALESCE(public_on_demand_rate, net_unblended_rate, unblended_rate) IS NULL THEN
            CASE WHEN usage_amount = {{decimal('0')}} THEN 'whole' ELSE 'derived' END
          ELSE 'rate'
        END
      ELSE 'none'
    END AS pricing,
    CASE
      WHEN kind = 'DiscountedUsage' THEN ABS(COALESCE(public_on_demand_rate, net_unblended_rate, unblended_rate))
      ELSE ABS(COALESCE(net_unblended_rate, unblended_rate, public_on_demand_rate))
    END AS contracted_rate,
    ABS(COALESCE(public_on_demand_rate, net_unblended_rate, unblended_rate)) AS list_rate,
    CASE WHEN kind = 'UsageRefund' OR COALESCE(net_unblended_rate, unblended_rate) < {{decimal('0')}} THEN -ABS(usage_amount) ELSE usage_amount END AS signed_amount,
    CASE pricing_unit
      WHEN 'Hrs' THEN 'Hours'
      WHEN 'Hours' THEN 'Hours'
      WHEN 'hours' THEN 'Hours'
      WHEN 'Hour' THEN 'Hours'
      WHEN 'hour' THEN 'Hours'
      WHEN 'GB' THEN 'GB'
      WHEN 'GB-Mo' THEN 'GB-Months'
      WHEN 'GB-month' THEN 'GB-Months'
      WHEN 'GB-Month' THEN 'GB-Months'
      WHEN 'GB-Hours' THEN 'GB-Hours'
      WHEN 'GB-Second' THEN 'GB-Seconds'
      WHEN 'Lambda-GB-Second' THEN 'GB-Seconds'
      WHEN 'Second' THEN 'Seconds'
      WHEN 'seconds' THEN 'Seconds'
      WHEN 'Requests' THEN 'Requests'
      WHEN 'Request' THEN 'Requests'
      WHEN 'API Request' THEN 'Requests'
      WHEN 'API Requests' THEN 'Requests'
      WHEN 'API Calls' THEN 'Requests'
      WHEN 'Obj-Month' THEN 'Object-Months'
      WHEN 'IOPS-Mo' THEN 'IOPS-Months'
      WHEN 'MiBps-Mo' THEN 'MiBps-Months'
      WHEN 'LCU-Hrs' THEN 'LCU-Hours'
      WHEN 'DPU-Hour' THEN 'DPU-Hours'
      WHEN 'ACU-Hr' THEN 'ACU-Hours'
      WHEN 'vCPU-Hours' THEN 'vCPU-Hours'
      WHEN 'Metrics' THEN 'Metrics'
      WHEN '1K tokens' THEN '1000 Tokens'
      WHEN '1M tokens' THEN '1000000 Tokens'
      WHEN 'Quantity' THEN 'Count'
      ELSE COALESCE(pricing_unit, 'Count')
    END AS unit
  FROM line
),

-- Products must be exact at 12 places: the quantity gives way to the price's digits, or, for a price that has to be
-- derived from cost and quantity, the price to the quantity's.
scaled AS (
  SELECT
    rated.*,
    CASE pricing
      WHEN 'rate' THEN list_rate
      WHEN 'whole' THEN ABS(billed)
      WHEN 'derived' THEN
        {{round_half_even({{div(ABS(billed), ABS({{round_half_even(usage_amount, 6)}}))}}, 12 - {{decimal_places({{round_half_even(usage_amount, 6)}})}})}}
    END AS list_price,
    CASE pricing
      WHEN 'rate' THEN contracted_rate
      WHEN 'whole' THEN ABS(billed)
      WHEN 'derived' THEN
        {{round_half_even({{div(ABS(billed), ABS({{round_half_even(usage_amount, 6)}}))}}, 12 - {{decimal_places({{round_half_even(usage_amount, 6)}})}})}}
    END AS contracted_price,
    CASE pricing
      WHEN 'rate' THEN
        {{exact_quantity(signed_amount, list_rate, contracted_rate)}}
      WHEN 'whole' THEN CASE WHEN billed < {{decimal('0')}} THEN {{decimal('-1')}} ELSE {{decimal('1')}} END
      WHEN 'derived' THEN {{round_half_even(CASE WHEN billed < {{decimal('0')}} THEN -ABS(usage_amount) ELSE ABS(usage_amount) END, 6)}}
    END AS quantity
  FROM rated
),

costed AS (
  SELECT
    scaled.*,
    CASE WHEN pricing = 'none' THEN billed ELSE {{exact_product(list_price, quantity)}} END AS list_cost,
    CASE kind
      WHEN 'SavingsPlanCoveredUsage' THEN {{decimal('0')}}
      ELSE billed
    END AS billed_cost,
    CASE kind
      WHEN 'SavingsPlanCoveredUsage' THEN COALESCE(savings_plan_net_effective_cost, savings_plan_effective_cost)
      WHEN 'DiscountedUsage' THEN COALESCE(reservation_net_effective_cost, reservation_effective_cost)
      WHEN 'Commitment' THEN {{decimal('0')}}
      WHEN 'CommitmentRefund' THEN {{decimal('0')}}
      ELSE billed
    END AS effective_cost,
    CASE
      WHEN kind IN ('SavingsPlanCoveredUsage', 'DiscountedUsage', 'Commitment', 'CommitmentRefund') THEN COALESCE(savings_plan_arn, reservation_arn)
    END AS commitment_id,
    CASE
      WHEN kind = 'SavingsPlanCoveredUsage' THEN savings_plan_effective_cost
      WHEN kind = 'DiscountedUsage' THEN COALESCE(normalized_usage_amount, usage_amount)
      WHEN line_item_type = 'SavingsPlanRecurringFee' THEN savings_plan_total_commitment
      WHEN line_item_type = 'SavingsPlanUpfrontFee' THEN GREATEST(billed, COALESCE(savings_plan_total_commitment, billed))
      WHEN kind = 'Commitment' THEN COALESCE(reservation_total_normalized, reservation_total_units, usage_amount)
      WHEN kind = 'CommitmentRefund' AND savings_plan_arn IS NOT NULL THEN billed
      WHEN kind = 'CommitmentRefund' THEN -ABS(COALESCE(reservation_total_normalized, reservation_total_units, usage_amount))
    END AS commitment_quantity,
    COALESCE(sku, CONCAT(product_code, ':', COALESCE(usage_type, line_item_type))) AS sku_id
  FROM scaled
)

SELECT
  {{cast(NULL, string)}} AS AllocatedMethodDetails,
  {{cast(NULL, string)}} AS AllocatedMethodId,
  {{cast(NULL, string)}} AS AllocatedResourceId,
  {{cast(NULL, string)}} AS AllocatedResourceName,
  {{cast(NULL, string)}} AS AllocatedTags,
  availability_zone AS AvailabilityZone,
  billed_cost AS BilledCost,
  payer_account_id AS BillingAccountId,
  COALESCE(payer_account_name, payer_account_id) AS BillingAccountName,
  {{constant('Payer Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(billing_period_end)}} AS BillingPeriodEnd,
  {{timestamp(billing_period_start)}} AS BillingPeriodStart,
  capacity_reservation_arn AS CapacityReservationId,
  CASE
    WHEN capacity_reservation_arn IS NULL OR NOT is_usage THEN NULL
    WHEN usage_type LIKE '%UnusedBox%' OR usage_type LIKE '%UnusedDed%' THEN 'Unused'
    ELSE 'Used'
  END AS CapacityReservationStatus,
  CASE
    WHEN is_usage THEN 'Usage'
    WHEN pricing = 'whole' THEN 'Purchase'
    WHEN kind = 'Tax' THEN 'Tax'
    WHEN kind = 'Credit' THEN 'Credit'
    WHEN kind = 'OtherRefund' AND charge_class = 'Correction' THEN 'Usage'
    ELSE 'Adjustment'
  END AS ChargeCategory,
  CASE WHEN kind IN ('UsageRefund', 'CommitmentRefund', 'OtherRefund') THEN charge_class END AS ChargeClass,
  line_item_description AS ChargeDescription,
  CASE
    WHEN is_usage OR kind = 'Discount' OR (kind = 'OtherRefund' AND charge_class = 'Correction') THEN 'Usage-Based'
    WHEN line_item_type IN ('SavingsPlanRecurringFee', 'RIFee') THEN 'Recurring'
    WHEN kind = 'Fee' AND COALESCE(bill_type, 'Anniversary') <> 'Purchase' THEN 'Recurring'
    ELSE 'One-Time'
  END AS ChargeFrequency,
  CASE
    WHEN usage_end_time > usage_start_time THEN usage_end_time
    ELSE {{timestamp({{add_days(usage_start_time, 1)}})}}
  END AS ChargePeriodEnd,
  usage_start_time AS ChargePeriodStart,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN savings_plan_arn IS NOT NULL THEN 'Spend'
    ELSE 'Usage'
  END AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  {{cast(NULL, string)}} AS CommitmentDiscountName,
  CASE WHEN commitment_id IS NOT NULL THEN commitment_quantity END AS CommitmentDiscountQuantity,
  CASE WHEN commitment_id IS NOT NULL AND is_usage THEN 'Used' END AS CommitmentDiscountStatus,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN savings_plan_arn IS NOT NULL THEN COALESCE(savings_plan_offering, 'Savings Plan')
    ELSE 'Reserved Instance'
  END AS CommitmentDiscountType,
  CASE
    WHEN commitment_id IS NULL OR commitment_quantity IS NULL THEN NULL
    WHEN savings_plan_arn IS NOT NULL THEN currency
    WHEN COALESCE(normalized_usage_amount, reservation_total_normalized) IS NOT NULL THEN 'Normalized-Hours'
    ELSE 'Instance-Hours'
  END AS CommitmentDiscountUnit,
  CASE
    WHEN NOT is_usage THEN NULL
    WHEN kind = 'UsageRefund' THEN signed_amount
    ELSE COALESCE(usage_amount, {{decimal('0')}})
  END AS ConsumedQuantity,
  CASE WHEN is_usage THEN unit END AS ConsumedUnit,
  {{cast(NULL, string)}} AS ContractApplied,
  CASE
    WHEN pricing = 'none' OR contracted_price = list_price THEN list_cost
    ELSE {{exact_product(contracted_price, quantity)}}
  END AS ContractedCost,
  contracted_price AS ContractedUnitPrice,
  effective_cost AS EffectiveCost,
  {{constant('AWS')}} AS HostProviderName,
  invoice_id AS InvoiceId,
  CASE
    WHEN invoicing_entity IS NULL OR STARTS_WITH(invoicing_entity, 'Amazon') OR STARTS_WITH(invoicing_entity, 'AWS') THEN 'AWS'
    ELSE invoicing_entity
  END AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_price AS ListUnitPrice,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN kind IN ('SavingsPlanCoveredUsage', 'DiscountedUsage') THEN 'Committed'
    WHEN purchase_option = 'Spot' OR usage_type LIKE '%SpotUsage%' THEN 'Dynamic'
    ELSE 'Standard'
  END AS PricingCategory,
  currency AS PricingCurrency,
  contracted_price AS PricingCurrencyContractedUnitPrice,
  effective_cost AS PricingCurrencyEffectiveCost,
  list_price AS PricingCurrencyListUnitPrice,
  quantity AS PricingQuantity,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN pricing = 'whole' THEN 'Count'
    ELSE unit
  END AS PricingUnit,
  CASE WHEN billing_entity = 'AWS Marketplace' THEN COALESCE(legal_entity, 'AWS') ELSE 'AWS' END AS ProviderName,
  CASE WHEN billing_entity = 'AWS Marketplace' THEN COALESCE(legal_entity, 'AWS') ELSE 'AWS' END AS PublisherName,
  costed.region AS RegionId,
  CASE WHEN costed.region IS NOT NULL THEN COALESCE(region_reference.region_name, costed.region) END AS RegionName,
  CASE WHEN kind IN ('Commitment', 'CommitmentRefund') THEN commitment_id ELSE resource_id END AS ResourceId,
  CASE WHEN kind NOT IN ('Commitment', 'CommitmentRefund') AND product_code = 'AmazonS3' AND NOT STARTS_WITH(resource_id, 'arn:') THEN resource_id END AS ResourceName,
  CASE
    WHEN kind IN ('Commitment', 'CommitmentRefund') THEN CASE WHEN savings_plan_arn IS NOT NULL THEN 'Savings Plan' ELSE 'Reserved Instance' END
    WHEN resource_id IS NULL THEN NULL
    WHEN STARTS_WITH(resource_id, 'i-') THEN 'Instance'
    WHEN STARTS_WITH(resource_id, 'vol-') THEN 'Volume'
    WHEN product_code = 'AmazonS3' THEN 'Bucket'
    WHEN STARTS_WITH(resource_id, 'arn:') THEN COALESCE({{regex_extract(resource_id, '^arn:[^:]*:[^:]*:[^:]*:[^:]*:([a-z-]+)[:/]')}}, service_code, product_code)
    ELSE COALESCE(product_family, product_code)
  END AS ResourceType,
  CASE
    WHEN product_name LIKE '%(Amazon Bedrock Edition)' THEN 'AI and Machine Learning'
    ELSE COALESCE(service_reference.service_category, 'Other')
  END AS ServiceCategory,
  CASE
    WHEN product_name LIKE '%(Amazon Bedrock Edition)' THEN 'Amazon Bedrock'
    ELSE COALESCE(service_reference.service_name, product_name, product_code)
  END AS ServiceName,
  CASE WHEN billing_entity = 'AWS Marketplace' THEN COALESCE(legal_entity, 'AWS') ELSE 'AWS' END AS ServiceProviderName,
  CASE
    WHEN product_name LIKE '%(Amazon Bedrock Edition)' THEN 'Generative AI'
    ELSE COALESCE(service_reference.service_subcategory, 'Other (Other)')
  END AS ServiceSubcategory,
  CASE WHEN pricing <> 'none' THEN sku_id WHEN kind IN ('Credit', 'OtherRefund') THEN sku END AS SkuId,
  CASE
    WHEN pricing <> 'none' OR (kind IN ('Credit', 'OtherRefund') AND sku IS NOT NULL) THEN COALESCE(usage_type, product_family, line_item_type)
  END AS SkuMeter,
  CASE
    WHEN pricing <> 'none' AND COALESCE(instance_type, storage_class) IS NOT NULL THEN {{json_members(
      'InstanceType', instance_type,
      'InstanceSeries', instance_family,
      'OperatingSystem', operating_system,
      'StorageClass', storage_class,
      'x_PricingTerm', pricing_term)}}
  END AS SkuPriceDetails,
  CASE WHEN pricing <> 'none' THEN COALESCE(rate_code, CONCAT(sku_id, ':', COALESCE(rate_id, line_item_type))) END AS SkuPriceId,
  linked_account_id AS SubAccountId,
  COALESCE(linked_account_name, linked_account_id) AS SubAccountName,
  {{constant('Linked Account')}} AS SubAccountType,
  resource_tags_json AS Tags,
  {{constant('vendor_bill')}} AS x_charge_origin,
  {{constant('vendor_bill')}} AS x_billed_source,
  billing_status AS x_billing_status,
  CASE line_item_type
    WHEN 'SavingsPlanCoveredUsage' THEN 'SavingsPlanUsage'
    WHEN 'EdpDiscount' THEN 'Usage'
    WHEN 'PrivateRateDiscount' THEN 'Usage'
    WHEN 'BundledDiscount' THEN 'Usage'
    WHEN 'RiVolumeDiscount' THEN 'Usage'
    WHEN 'SppDiscount' THEN 'Usage'
    WHEN 'DistributorDiscount' THEN 'Usage'
    WHEN 'Discount' THEN 'Usage'
    ELSE line_item_type
  END AS x_amortization_class,
  CASE
    WHEN product_code IN ('AmazonBedrock', 'AmazonBedrockService', 'AmazonBedrockFoundationModels') OR product_name LIKE '%(Amazon Bedrock Edition)' THEN 'bedrock'
  END AS x_genai_provider,
  {{constant('aws')}} AS x_cloud_provider,
  payer_account_id AS x_cloud_account_id,
  {{constant('cloud_aws_billing_raw_daily')}} AS x_source_system,
  x_source_record_id
FROM costed
LEFT JOIN {{table(cloud_aws_service_reference)}} AS service_reference ON service_reference.code = costed.product_code
LEFT JOIN {{table(cloud_aws_region_reference)}} AS region_reference ON region_reference.code = costed.region;

-- 2. The unused part of a commitment is a charge of its own: no list value, so that waste lowers savings. A discount on
-- the fee lowers what the unused part costs in the same proportion.
WITH fee AS (
  SELECT
    raw.*,
    COALESCE(savings_plan_arn, reservation_arn) AS commitment_id,
    COALESCE(sku, CONCAT(product_code, ':', COALESCE(usage_type, line_item_type))) AS sku_id,
    CASE line_item_type
      WHEN 'SavingsPlanRecurringFee' THEN savings_plan_total_commitment - savings_plan_used_commitment
      ELSE COALESCE(reservation_unused_upfront, {{decimal('0')}}) + COALESCE(reservation_unused_recurring, {{decimal('0')}})
    END AS unused_gross,
    CASE
      WHEN line_item_type = 'RIFee' AND COALESCE(reservation_net_unused_upfront, reservation_net_unused_recurring) IS NOT NULL
        THEN COALESCE(reservation_net_unused_upfront, {{decimal('0')}}) + COALESCE(reservation_net_unused_recurring, {{decimal('0')}})
    END AS unused_net
  FROM {{table(cloud_aws_billing_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND line_item_type IN ('SavingsPlanRecurringFee', 'RIFee')
),

unused AS (
  SELECT
    fee.*,
    CASE
      WHEN unused_net IS NOT NULL THEN unused_net
      WHEN line_item_type = 'SavingsPlanRecurringFee' AND net_unblended_cost <> unblended_cost AND unblended_cost <> {{decimal('0')}}
        THEN {{div({{mul(unused_gross, net_unblended_cost)}}, unblended_cost)}}
      ELSE unused_gross
    END AS unused_cost
  FROM fee
  WHERE unused_gross <> {{decimal('0')}}
)

SELECT
  {{decimal('0')}} AS BilledCost,
  payer_account_id AS BillingAccountId,
  COALESCE(payer_account_name, payer_account_id) AS BillingAccountName,
  {{constant('Payer Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(billing_period_end)}} AS BillingPeriodEnd,
  {{timestamp(billing_period_start)}} AS BillingPeriodStart,
  'Usage' AS ChargeCategory,
  CONCAT('Unused part of ', commitment_id) AS ChargeDescription,
  'Usage-Based' AS ChargeFrequency,
  CASE
    WHEN usage_end_time > usage_start_time THEN usage_end_time
    ELSE {{timestamp({{add_days(usage_start_time, 1)}})}}
  END AS ChargePeriodEnd,
  usage_start_time AS ChargePeriodStart,
  CASE WHEN savings_plan_arn IS NOT NULL THEN 'Spend' ELSE 'Usage' END AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  CASE
    WHEN savings_plan_arn IS NOT NULL THEN unused_gross
    ELSE COALESCE(reservation_unused_normalized, reservation_unused_quantity, {{decimal('0')}})
  END AS CommitmentDiscountQuantity,
  'Unused' AS CommitmentDiscountStatus,
  CASE WHEN savings_plan_arn IS NOT NULL THEN COALESCE(savings_plan_offering, 'Savings Plan') ELSE 'Reserved Instance' END AS CommitmentDiscountType,
  CASE
    WHEN savings_plan_arn IS NOT NULL THEN currency
    WHEN COALESCE(reservation_unused_normalized, reservation_total_normalized) IS NOT NULL THEN 'Normalized-Hours'
    ELSE 'Instance-Hours'
  END AS CommitmentDiscountUnit,
  {{decimal('0')}} AS ContractedCost,
  ABS(COALESCE(net_unblended_cost, unblended_cost)) AS ContractedUnitPrice,
  unused_cost AS EffectiveCost,
  {{constant('AWS')}} AS HostProviderName,
  invoice_id AS InvoiceId,
  CASE
    WHEN invoicing_entity IS NULL OR STARTS_WITH(invoicing_entity, 'Amazon') OR STARTS_WITH(invoicing_entity, 'AWS') THEN 'AWS'
    ELSE invoicing_entity
  END AS InvoiceIssuerName,
  {{decimal('0')}} AS ListCost,
  ABS(COALESCE(net_unblended_cost, unblended_cost)) AS ListUnitPrice,
  'Committed' AS PricingCategory,
  currency AS PricingCurrency,
  ABS(COALESCE(net_unblended_cost, unblended_cost)) AS PricingCurrencyContractedUnitPrice,
  unused_cost AS PricingCurrencyEffectiveCost,
  ABS(COALESCE(net_unblended_cost, unblended_cost)) AS PricingCurrencyListUnitPrice,
  {{decimal('0')}} AS PricingQuantity,
  'Count' AS PricingUnit,
  'AWS' AS ProviderName,
  'AWS' AS PublisherName,
  unused.region AS RegionId,
  CASE WHEN unused.region IS NOT NULL THEN COALESCE(region_reference.region_name, unused.region) END AS RegionName,
  commitment_id AS ResourceId,
  CASE WHEN savings_plan_arn IS NOT NULL THEN 'Savings Plan' ELSE 'Reserved Instance' END AS ResourceType,
  COALESCE(service_reference.service_category, 'Other') AS ServiceCategory,
  COALESCE(service_reference.service_name, product_name, product_code) AS ServiceName,
  'AWS' AS ServiceProviderName,
  COALESCE(service_reference.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  sku_id AS SkuId,
  COALESCE(usage_type, product_family, line_item_type) AS SkuMeter,
  COALESCE(rate_code, CONCAT(sku_id, ':', COALESCE(rate_id, line_item_type))) AS SkuPriceId,
  linked_account_id AS SubAccountId,
  COALESCE(linked_account_name, linked_account_id) AS SubAccountName,
  {{constant('Linked Account')}} AS SubAccountType,
  resource_tags_json AS Tags,
  {{constant('vendor_bill')}} AS x_charge_origin,
  {{constant('vendor_bill')}} AS x_billed_source,
  billing_status AS x_billing_status,
  x_source_record_id AS x_amortization_of,
  line_item_type AS x_amortization_class,
  {{constant('aws')}} AS x_cloud_provider,
  payer_account_id AS x_cloud_account_id,
  {{constant('cloud_aws_billing_raw_daily')}} AS x_source_system,
  x_source_record_id
FROM unused
LEFT JOIN {{table(cloud_aws_service_reference)}} AS service_reference ON service_reference.code = unused.product_code
LEFT JOIN {{table(cloud_aws_region_reference)}} AS region_reference ON region_reference.code = unused.region;

-- 3. What savings plan negations leave of the covered lines' cost (AWS rounds each): without it the invoice would not
-- add up to the last decimal.
WITH pair AS (
  SELECT
    payer_account_id,
    COALESCE(MIN(payer_account_name), payer_account_id) AS payer_name,
    linked_account_id,
    COALESCE(MIN(linked_account_name), linked_account_id) AS linked_name,
    currency,
    invoice_id,
    product_code,
    MIN(product_name) AS product_name,
    MIN(invoicing_entity) AS invoicing_entity,
    billing_period_start,
    billing_period_end,
    MIN(billing_status) AS billing_status,
    {{sum(COALESCE(net_unblended_cost, unblended_cost))}} AS remainder
  FROM {{table(cloud_aws_billing_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND line_item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation')
  GROUP BY payer_account_id, linked_account_id, currency, invoice_id, product_code, billing_period_start, billing_period_end
)

SELECT
  remainder AS BilledCost,
  payer_account_id AS BillingAccountId,
  payer_name AS BillingAccountName,
  {{constant('Payer Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  {{timestamp(billing_period_end)}} AS BillingPeriodEnd,
  {{timestamp(billing_period_start)}} AS BillingPeriodStart,
  'Adjustment' AS ChargeCategory,
  'Remainder of savings plan usage and its negation' AS ChargeDescription,
  'One-Time' AS ChargeFrequency,
  {{timestamp(billing_period_end)}} AS ChargePeriodEnd,
  {{timestamp(billing_period_start)}} AS ChargePeriodStart,
  remainder AS ContractedCost,
  remainder AS EffectiveCost,
  {{constant('AWS')}} AS HostProviderName,
  invoice_id AS InvoiceId,
  CASE
    WHEN invoicing_entity IS NULL OR STARTS_WITH(invoicing_entity, 'Amazon') OR STARTS_WITH(invoicing_entity, 'AWS') THEN 'AWS'
    ELSE invoicing_entity
  END AS InvoiceIssuerName,
  remainder AS ListCost,
  currency AS PricingCurrency,
  remainder AS PricingCurrencyEffectiveCost,
  'AWS' AS ProviderName,
  'AWS' AS PublisherName,
  COALESCE(service_reference.service_category, 'Other') AS ServiceCategory,
  COALESCE(service_reference.service_name, product_name, product_code) AS ServiceName,
  'AWS' AS ServiceProviderName,
  COALESCE(service_reference.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  linked_account_id AS SubAccountId,
  linked_name AS SubAccountName,
  {{constant('Linked Account')}} AS SubAccountType,
  {{constant('vendor_bill')}} AS x_charge_origin,
  {{constant('vendor_bill')}} AS x_billed_source,
  billing_status AS x_billing_status,
  'SavingsPlanUsage' AS x_amortization_class,
  {{constant('aws')}} AS x_cloud_provider,
  payer_account_id AS x_cloud_account_id,
  {{constant('cloud_aws_billing_raw_daily')}} AS x_source_system
FROM pair
LEFT JOIN {{table(cloud_aws_service_reference)}} AS service_reference ON service_reference.code = pair.product_code
WHERE remainder <> {{decimal('0')}};
