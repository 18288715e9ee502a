/*---
name: sp_cloud_gcp_convert_to_focus
description: The Google Cloud billing export as FOCUS 1.3 charges. Discounts are part of the line they lower; promotions and subscription benefits are charges of their own. Every line makes one row and one more per such credit.
parameters: []
source: cloud_gcp_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/
WITH line AS (
  SELECT
    raw.*,
    CASE COALESCE(cost_type, 'regular')
      WHEN 'tax' THEN 'Tax'
      WHEN 'rounding_error' THEN 'Adjustment'
      WHEN 'adjustment' THEN
        CASE
          WHEN adjustment_type = 'GOODWILL' THEN 'Goodwill'
          WHEN usage_end_time <= invoice_period_start THEN 'Correction'
          ELSE 'Adjustment'
        END
      WHEN 'regular' THEN
        CASE
          WHEN {{regex_matches(sku_description, '^Commitment( v[0-9]+:| - )')}} THEN 'Commitment'
          WHEN COALESCE(usage_amount, {{decimal('0')}}) = {{decimal('0')}} AND COALESCE(usage_amount_in_pricing_units, {{decimal('0')}}) = {{decimal('0')}} AND cost <> {{decimal('0')}} THEN 'Purchase'
          ELSE 'Usage'
        END
    END AS kind,
    cost + COALESCE((
      SELECT {{sum({{to_decimal({{json_text(credit, '$.amount')}})}})}}
      FROM {{each_element(credits_json, credit)}}
      WHERE {{json_text(credit, '$.type')}} IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
    ), {{decimal('0')}}) AS cost_after_discounts
  FROM {{table(cloud_gcp_billing_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
),

-- What the line is at list, before its discounts, in the sign of its cost.
listed AS (
  SELECT
    line.*,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = {{decimal('0')}} OR cost_at_list = {{decimal('0')}} OR (cost < {{decimal('0')}}) = (cost_at_list < {{decimal('0')}})) THEN cost_at_list
      WHEN kind IN ('Usage', 'Purchase') THEN cost
      ELSE cost_after_discounts
    END AS list_amount,
    CASE WHEN kind IN ('Usage', 'Purchase') THEN cost ELSE cost_after_discounts END AS contracted_amount,
    COALESCE(usage_amount_in_pricing_units, usage_amount) AS stated_quantity
  FROM line
),

signed AS (
  SELECT
    listed.*,
    CASE
      WHEN kind IN ('Tax', 'Adjustment', 'Correction', 'Goodwill') THEN 'none'
      WHEN kind IN ('Purchase', 'Commitment') OR stated_quantity IS NULL OR {{round_half_even(stated_quantity, 6)}} = {{decimal('0')}} THEN 'whole'
      ELSE 'derived'
    END AS pricing,
    list_amount < {{decimal('0')}} OR (list_amount = {{decimal('0')}} AND contracted_amount < {{decimal('0')}}) AS is_negative,
    ABS(stated_quantity) AS size
  FROM listed
),

-- Google states costs and a quantity, from which the prices are derived. Price and quantity share 12 decimals: as many go
-- to the quantity as make the two roundings lose about the same money.
rated AS (
  SELECT
    signed.*,
    CASE WHEN pricing = 'derived' THEN {{div(GREATEST(ABS(list_amount), ABS(contracted_amount)), size)}} END AS rate
  FROM signed
),

sized AS (
  SELECT
    rated.*,
    CASE
      WHEN pricing <> 'derived' THEN 0
      WHEN size < {{decimal('1')}} OR rate >= size THEN 6
      WHEN rate >= {{mul(size, {{decimal('0.01')}})}} THEN 5
      WHEN rate >= {{mul(size, {{decimal('0.0001')}})}} THEN 4
      WHEN rate >= {{mul(size, {{decimal('0.000001')}})}} THEN 3
      WHEN rate >= {{mul(size, {{decimal('0.00000001')}})}} THEN 2
      WHEN rate >= {{mul(size, {{decimal('0.0000000001')}})}} THEN 1
      ELSE 0
    END AS digits
  FROM rated
),

measured AS (
  SELECT
    sized.*,
    CASE pricing
      WHEN 'whole' THEN CASE WHEN is_negative THEN {{decimal('-1')}} ELSE {{decimal('1')}} END
      WHEN 'derived' THEN
        CASE digits
          WHEN 6 THEN {{round_half_even(size, 6)}}
          WHEN 5 THEN {{round_half_even(size, 5)}}
          WHEN 4 THEN {{round_half_even(size, 4)}}
          WHEN 3 THEN {{round_half_even(size, 3)}}
          WHEN 2 THEN {{round_half_even(size, 2)}}
          WHEN 1 THEN {{round_half_even(size, 1)}}
          ELSE {{round_half_even(size, 0)}}
        END
    END AS whole_size
  FROM sized
),

priced AS (
  SELECT
    measured.*,
    CASE WHEN pricing = 'derived' AND is_negative THEN -whole_size ELSE whole_size END AS quantity,
    CASE pricing
      WHEN 'whole' THEN ABS(list_amount)
      WHEN 'derived' THEN {{round_half_even({{div(ABS(list_amount), whole_size)}}, 12 - digits)}}
    END AS list_unit_price,
    CASE pricing
      WHEN 'whole' THEN ABS(contracted_amount)
      WHEN 'derived' THEN {{round_half_even({{div(ABS(contracted_amount), whole_size)}}, 12 - digits)}}
    END AS contracted_unit_price
  FROM measured
),

costed AS (
  SELECT
    priced.*,
    cost_after_discounts AS billed_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE {{exact_product(list_unit_price, quantity)}} END AS list_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE {{exact_product(contracted_unit_price, quantity)}} END AS contracted_cost,
    CASE kind
      WHEN 'Goodwill' THEN 'Credit'
      WHEN 'Correction' THEN 'Usage'
      WHEN 'Commitment' THEN 'Purchase'
      ELSE kind
    END AS charge_category,
    COALESCE(sku_description, adjustment_description, service_description, cost_type, 'Charge') AS charge_text,
    sku_id AS charged_sku
  FROM priced
),

-- Promotions and subscription benefits: the money of a credit, on the line's account and service.
charge AS (
  SELECT
    kind, pricing, billed_cost, list_cost, contracted_cost, list_unit_price, contracted_unit_price, quantity, charge_category,
    charge_text, usage_amount, usage_unit, usage_pricing_unit, usage_start_time, usage_end_time, currency,
    billing_account_id, billing_account_name, invoice_period_start, invoice_period_end, service_id, service_description,
    charged_sku, sku_id, sku_description, cost_type, project_id, project_name, location_location, location_region,
    location_zone, resource_name, resource_global_name, labels_json, seller_name, subscription_instance_id,
    consumption_model_id, price_tier_start_amount, billing_status, x_cloud_account_id, x_source_record_id
  FROM costed
  UNION ALL
  SELECT
    'Credit' AS kind, 'none' AS pricing,
    {{to_decimal({{json_text(credit, '$.amount')}})}} AS billed_cost,
    {{to_decimal({{json_text(credit, '$.amount')}})}} AS list_cost,
    {{to_decimal({{json_text(credit, '$.amount')}})}} AS contracted_cost,
    {{cast(NULL, decimal)}} AS list_unit_price, {{cast(NULL, decimal)}} AS contracted_unit_price, {{cast(NULL, decimal)}} AS quantity,
    'Credit' AS charge_category,
    COALESCE({{json_text(credit, '$.full_name')}}, {{json_text(credit, '$.name')}}, {{json_text(credit, '$.type')}}) AS charge_text,
    {{cast(NULL, decimal)}} AS usage_amount, usage_unit, usage_pricing_unit, usage_start_time, usage_end_time, currency,
    billing_account_id, billing_account_name, invoice_period_start, invoice_period_end, service_id, service_description,
    sku_id AS charged_sku, sku_id, sku_description, cost_type, project_id, project_name, location_location, location_region,
    location_zone, resource_name, resource_global_name, labels_json, seller_name,
    {{cast(NULL, string)}} AS subscription_instance_id, consumption_model_id, price_tier_start_amount, billing_status,
    x_cloud_account_id, x_source_record_id
  FROM {{table(cloud_gcp_billing_raw_daily)}} AS credited
  CROSS JOIN {{each_element(credited.credits_json, credit)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND {{json_text(credit, '$.type')}} IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
),

named AS (
  SELECT
    charge.*,
    CASE WHEN kind = 'Commitment' THEN subscription_instance_id END AS commitment_id,
    CASE WHEN sku_description LIKE '%dollar%' THEN 'Spend' ELSE 'Usage' END AS commitment_category,
    COALESCE(sku_id, service_id, 'regular') AS priced_sku,
    COALESCE(location_region, location_location) AS region,
    COALESCE(resource_global_name, resource_name) AS resource,
    COALESCE(seller_name, 'Google Cloud') AS seller,
    COALESCE(service_description, service_id, 'Google Cloud') AS service,
    CASE WHEN pricing = 'whole' THEN 'Count' ELSE COALESCE(usage_pricing_unit, usage_unit, 'Units') END AS unit
  FROM charge
)

SELECT
  {{cast(NULL, string)}} AS AllocatedMethodDetails,
  {{cast(NULL, string)}} AS AllocatedMethodId,
  {{cast(NULL, string)}} AS AllocatedResourceId,
  {{cast(NULL, string)}} AS AllocatedResourceName,
  {{cast(NULL, string)}} AS AllocatedTags,
  location_zone AS AvailabilityZone,
  billed_cost AS BilledCost,
  billing_account_id AS BillingAccountId,
  billing_account_name AS BillingAccountName,
  {{constant('Billing Account')}} AS BillingAccountType,
  currency AS BillingCurrency,
  invoice_period_end AS BillingPeriodEnd,
  invoice_period_start AS BillingPeriodStart,
  {{cast(NULL, string)}} AS CapacityReservationId,
  {{cast(NULL, string)}} AS CapacityReservationStatus,
  charge_category AS ChargeCategory,
  CASE WHEN kind = 'Correction' THEN 'Correction' END AS ChargeClass,
  charge_text AS ChargeDescription,
  CASE
    WHEN charge_category = 'Usage' THEN 'Usage-Based'
    WHEN kind = 'Commitment' THEN 'Recurring'
    ELSE 'One-Time'
  END AS ChargeFrequency,
  usage_end_time AS ChargePeriodEnd,
  usage_start_time AS ChargePeriodStart,
  CASE WHEN commitment_id IS NOT NULL THEN commitment_category END AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  CASE WHEN commitment_id IS NOT NULL THEN sku_description END AS CommitmentDiscountName,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN commitment_category = 'Spend' THEN ABS(billed_cost)
    ELSE COALESCE(usage_amount, {{decimal('1')}})
  END AS CommitmentDiscountQuantity,
  {{cast(NULL, string)}} AS CommitmentDiscountStatus,
  CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END AS CommitmentDiscountType,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN commitment_category = 'Spend' THEN currency
    ELSE COALESCE(usage_unit, 'Count')
  END AS CommitmentDiscountUnit,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_amount, {{decimal('0')}}) END AS ConsumedQuantity,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_unit, 'Units') END AS ConsumedUnit,
  {{cast(NULL, string)}} AS ContractApplied,
  contracted_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  billed_cost AS EffectiveCost,
  {{constant('Google Cloud')}} AS HostProviderName,
  {{cast(NULL, string)}} AS InvoiceId,
  {{constant('Google Cloud')}} AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN kind = 'Usage' AND {{regex_matches(sku_description, '(Spot|Preemptible)')}} THEN 'Dynamic'
    ELSE 'Standard'
  END AS PricingCategory,
  currency AS PricingCurrency,
  contracted_unit_price AS PricingCurrencyContractedUnitPrice,
  billed_cost AS PricingCurrencyEffectiveCost,
  list_unit_price AS PricingCurrencyListUnitPrice,
  quantity AS PricingQuantity,
  CASE WHEN pricing <> 'none' THEN unit END AS PricingUnit,
  seller AS ProviderName,
  seller AS PublisherName,
  region AS RegionId,
  region AS RegionName,
  CASE WHEN kind = 'Commitment' THEN commitment_id ELSE resource END AS ResourceId,
  CASE
    WHEN kind = 'Commitment' THEN NULL
    WHEN resource IS NOT NULL THEN COALESCE({{regex_extract(resource_name, '([^/]+)$')}}, {{regex_extract(resource, '([^/]+)$')}})
  END AS ResourceName,
  CASE
    WHEN kind = 'Commitment' THEN CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END
    WHEN resource IS NOT NULL THEN COALESCE({{regex_extract(resource_global_name, '([^/]+)/[^/]+$')}}, 'Resource')
  END AS ResourceType,
  COALESCE(reference.service_category, 'Other') AS ServiceCategory,
  service AS ServiceName,
  seller AS ServiceProviderName,
  COALESCE(reference.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  CASE WHEN kind = 'Credit' THEN charged_sku WHEN pricing <> 'none' THEN priced_sku END AS SkuId,
  CASE WHEN pricing <> 'none' THEN COALESCE(sku_description, service) END AS SkuMeter,
  {{cast(NULL, string)}} AS SkuPriceDetails,
  CASE
    WHEN pricing <> 'none' THEN
      CONCAT(priced_sku, ':', COALESCE({{cast(price_tier_start_amount, string)}}, '0'), ':', COALESCE(consumption_model_id, 'default'))
  END AS SkuPriceId,
  project_id AS SubAccountId,
  CASE WHEN project_id IS NOT NULL THEN COALESCE(project_name, project_id) END AS SubAccountName,
  CASE WHEN project_id IS NOT NULL THEN 'Project' END AS SubAccountType,
  {{pairs_json(labels_json)}} AS Tags,
  {{constant('vendor_bill')}} AS x_charge_origin,
  {{constant('vendor_bill')}} AS x_billed_source,
  billing_status AS x_billing_status,
  kind AS x_amortization_class,
  CASE WHEN service_description IN ('Vertex AI', 'Gemini API') THEN 'gcp_vertex' END AS x_genai_provider,
  {{constant('gcp')}} AS x_cloud_provider,
  x_cloud_account_id,
  {{constant('cloud_gcp_billing_raw_daily')}} AS x_source_system,
  x_source_record_id
FROM named
LEFT JOIN {{table(cloud_gcp_service_reference)}} AS reference ON reference.code = LOWER(named.service_description);
