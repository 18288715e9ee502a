/*---
name: sp_cloud_azure_convert_to_focus
description: Azure cost exports as FOCUS 1.3 charges. What is billed comes from the actual export; what usage covered by a commitment is worth, and what of a commitment stayed unused, from the amortized one. Every line makes one row or none (its ledger entry says why).
parameters: []
source: cloud_azure_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- Lines of both exports that become rows, in the words of this procedure.
WITH delivered AS (
  SELECT
    'cloud_azure_billing_raw_daily' AS source_table,
    subscription_id, subscription_name, resource_id, resource_name, resource_type, resource_location, availability_zone,
    meter_id, meter_name, meter_category, meter_subcategory, product_id, product_name, product_order_id, product_order_name,
    part_number, plan_name, consumed_service, charge_type, frequency, pricing_model, term, usage_start_time, usage_end_time,
    billing_period_start, billing_period_last_day, usage_quantity, counted_quantity, unit_of_measure,
    cost_in_billing_currency, cost_in_pricing_currency, effective_price, unit_price, list_price, billing_currency,
    pricing_currency, exchange_rate, reservation_id, reservation_name, benefit_id, benefit_name, publisher_type,
    publisher_name, partner_name, invoice_id, invoice_section_id, invoice_section_name, billing_account_id,
    billing_account_name, billing_profile_id, billing_profile_name, additional_info, resource_tags_json, billing_status,
    x_cloud_account_id, x_source_record_id
  FROM {{table(cloud_azure_billing_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS source_table,
    subscription_id, subscription_name, resource_id, resource_name, resource_type, resource_location, availability_zone,
    meter_id, meter_name, meter_category, meter_subcategory, product_id, product_name, product_order_id, product_order_name,
    part_number, plan_name, consumed_service, charge_type, frequency, pricing_model, term, usage_start_time, usage_end_time,
    billing_period_start, billing_period_last_day, usage_quantity, counted_quantity, unit_of_measure,
    cost_in_billing_currency, cost_in_pricing_currency, effective_price, unit_price, list_price, billing_currency,
    pricing_currency, exchange_rate, reservation_id, reservation_name, benefit_id, benefit_name, publisher_type,
    publisher_name, partner_name, invoice_id, invoice_section_id, invoice_section_name, billing_account_id,
    billing_account_name, billing_profile_id, billing_profile_name, additional_info, resource_tags_json, billing_status,
    x_cloud_account_id, x_source_record_id
  FROM {{table(cloud_azure_amortized_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
),

spelled AS (
  SELECT
    delivered.*,
    LOWER(REPLACE(charge_type, ' ', '')) AS charge,
    CASE LOWER(REPLACE(COALESCE(pricing_model, ''), ' ', ''))
      WHEN 'reservation' THEN 'Reservation'
      WHEN 'savingsplan' THEN 'Savings Plan'
      WHEN '' THEN
        CASE
          WHEN LOWER(benefit_id) LIKE '%/savingsplan%' THEN 'Savings Plan'
          WHEN COALESCE(benefit_id, reservation_id) IS NOT NULL THEN 'Reservation'
        END
    END AS commitment_type
  FROM delivered
),

line AS (
  SELECT
    spelled.*,
    CASE charge
      WHEN 'usage' THEN CASE WHEN commitment_type IS NULL THEN 'Usage' ELSE 'CoveredUsage' END
      WHEN 'unusedreservation' THEN 'Unused'
      WHEN 'unusedsavingsplan' THEN 'Unused'
      WHEN 'purchase' THEN CASE WHEN commitment_type IS NULL THEN 'Purchase' ELSE 'Commitment' END
      WHEN 'refund' THEN CASE WHEN commitment_type IS NULL THEN 'Refund' ELSE 'CommitmentRefund' END
      WHEN 'tax' THEN 'Tax'
      WHEN 'credit' THEN 'Credit'
      WHEN 'adjustment' THEN 'Adjustment'
      WHEN 'roundingadjustment' THEN 'Adjustment'
    END AS kind,
    -- A purchase names the order only, with an empty reservation behind it.
    CASE
      WHEN benefit_id LIKE '%/reservations/' THEN SUBSTR(benefit_id, 1, LENGTH(benefit_id) - 14)
      ELSE COALESCE(benefit_id, reservation_id, product_order_id)
    END AS named_commitment,
    CASE WHEN charge = 'unusedsavingsplan' THEN 'Savings Plan' WHEN charge = 'unusedreservation' THEN 'Reservation' ELSE commitment_type END AS commitment
  FROM spelled
),

-- Usage that a commitment covers costs nothing in the actual export; its price is in the amortized one.
charged AS (
  SELECT
    line.*,
    CASE WHEN commitment IS NOT NULL THEN named_commitment END AS commitment_id,
    kind IN ('Usage', 'CoveredUsage', 'Unused') AS is_usage,
    COALESCE(unit.block_size, {{decimal('1')}}) AS block_size,
    COALESCE(unit.unit, TRIM(unit_of_measure), 'Units') AS single_unit,
    COALESCE(unit.pricing_unit, TRIM(unit_of_measure), 'Units') AS block_unit,
    COALESCE(unit_price, effective_price, list_price) AS stated_price,
    COALESCE(effective_price, unit_price) AS charged_price,
    COALESCE(pricing_currency, billing_currency) AS price_currency,
    CASE WHEN pricing_currency IS NULL OR pricing_currency = billing_currency THEN cost_in_billing_currency ELSE cost_in_pricing_currency END AS priced_cost
  FROM line
  LEFT JOIN {{table(cloud_azure_unit_reference)}} AS unit ON unit.code = TRIM(line.unit_of_measure)
  WHERE (source_table = 'cloud_azure_billing_raw_daily' AND kind IN ('Usage', 'Purchase', 'Commitment', 'Refund', 'CommitmentRefund', 'Tax', 'Credit', 'Adjustment'))
    OR (source_table = 'cloud_azure_amortized_raw_daily' AND kind IN ('CoveredUsage', 'Unused'))
),

-- What the quantity counts. The older usage details count single units and price them. Cost details count the unit of
-- measure ("10K": one is ten thousand) and price it; where cost says otherwise, single units at the price of a block.
counted AS (
  SELECT
    charged.*,
    CASE
      WHEN counted_quantity IS NOT NULL THEN 'single'
      WHEN block_size = {{decimal('1')}} THEN 'block'
      WHEN priced_cost <> {{decimal('0')}}
        AND ABS({{mul(charged_price, usage_quantity)}} - priced_cost)
          > ABS({{div({{mul(charged_price, usage_quantity)}}, block_size)}} - priced_cost) THEN 'single_by_block'
      ELSE 'block'
    END AS counting,
    CASE WHEN stated_price < {{decimal('0')}} THEN -ABS(usage_quantity) ELSE usage_quantity END AS signed_quantity
  FROM charged
),

rated AS (
  SELECT
    counted.*,
    CASE counting WHEN 'single_by_block' THEN {{div(signed_quantity, block_size)}} ELSE signed_quantity END AS priced_quantity,
    CASE counting WHEN 'block' THEN {{mul(signed_quantity, block_size)}} ELSE signed_quantity END AS used_quantity,
    CASE counting WHEN 'single' THEN single_unit ELSE block_unit END AS unit,
    CASE
      WHEN kind IN ('Tax', 'Credit', 'Adjustment') THEN 'none'
      WHEN kind = 'Unused' THEN 'unused'
      WHEN NOT is_usage THEN 'whole'
      WHEN usage_quantity IS NULL OR {{round_half_even(usage_quantity, 6)}} = {{decimal('0')}} AND (stated_price IS NULL OR (usage_quantity = {{decimal('0')}} AND cost_in_billing_currency <> {{decimal('0')}})) THEN 'whole'
      WHEN stated_price IS NULL OR (stated_price = {{decimal('0')}} AND cost_in_billing_currency <> {{decimal('0')}}) THEN 'derived'
      WHEN price_currency <> billing_currency THEN CASE WHEN exchange_rate IS NULL THEN 'derived' ELSE 'converted' END
      ELSE 'rate'
    END AS pricing,
    ABS(stated_price) AS contracted_rate,
    -- A list price of nothing beside a negotiated one of something is no list price.
    ABS(CASE WHEN list_price IS NULL OR (list_price = {{decimal('0')}} AND stated_price <> {{decimal('0')}}) THEN stated_price ELSE list_price END) AS list_rate
  FROM counted
),

-- Prices in billing currency before their digits are fitted to the quantity's.
valued AS (
  SELECT
    rated.*,
    {{round_half_even(priced_quantity, 6)}} AS short_quantity,
    CASE pricing
      WHEN 'rate' THEN contracted_rate
      WHEN 'converted' THEN {{mul(contracted_rate, exchange_rate)}}
      WHEN 'derived' THEN {{div(ABS(cost_in_billing_currency), ABS({{round_half_even(priced_quantity, 6)}}))}}
    END AS contracted_value,
    CASE pricing
      WHEN 'rate' THEN list_rate
      WHEN 'converted' THEN {{mul(list_rate, exchange_rate)}}
      WHEN 'derived' THEN {{div(ABS(cost_in_billing_currency), ABS({{round_half_even(priced_quantity, 6)}}))}}
    END AS list_value,
    CASE WHEN pricing = 'rate' THEN {{exact_quantity(priced_quantity, list_rate, contracted_rate)}} END AS exact_quantity
  FROM rated
),

-- Products must be exact at 12 places. A published price stays as it is and the quantity gives way, unless rounding the
-- price changes the cost less: a price of 12 digits would leave no decimals to the quantity.
fitted AS (
  SELECT
    valued.*,
    CASE
      WHEN pricing <> 'rate' THEN pricing
      WHEN exact_quantity = priced_quantity THEN 'rate'
      WHEN {{mul(ABS(exact_quantity - priced_quantity), list_value)}}
        <= {{mul(ABS(priced_quantity), ABS(list_value - {{round_half_even(list_value, 12 - {{decimal_places(short_quantity)}})}}))}}
          + {{mul(ABS(short_quantity - priced_quantity), list_value)}} THEN 'rate'
      ELSE 'rounded'
    END AS fitting
  FROM valued
),

priced AS (
  SELECT
    fitted.*,
    CASE fitting
      WHEN 'rate' THEN list_value
      WHEN 'whole' THEN ABS(cost_in_billing_currency)
      WHEN 'unused' THEN COALESCE(list_rate, {{decimal('0')}})
      WHEN 'none' THEN NULL
      ELSE {{round_half_even(list_value, 12 - {{decimal_places(short_quantity)}})}}
    END AS list_unit_price,
    CASE fitting
      WHEN 'rate' THEN contracted_value
      WHEN 'whole' THEN ABS(cost_in_billing_currency)
      WHEN 'unused' THEN COALESCE(contracted_rate, {{decimal('0')}})
      WHEN 'none' THEN NULL
      ELSE {{round_half_even(contracted_value, 12 - {{decimal_places(short_quantity)}})}}
    END AS contracted_unit_price,
    CASE fitting
      WHEN 'rate' THEN exact_quantity
      WHEN 'whole' THEN CASE WHEN cost_in_billing_currency < {{decimal('0')}} THEN {{decimal('-1')}} ELSE {{decimal('1')}} END
      WHEN 'unused' THEN {{decimal('0')}}
      WHEN 'none' THEN NULL
      WHEN 'derived' THEN CASE WHEN cost_in_billing_currency < {{decimal('0')}} THEN -ABS(short_quantity) ELSE ABS(short_quantity) END
      ELSE short_quantity
    END AS quantity
  FROM fitted
),

costed AS (
  SELECT
    priced.*,
    CASE WHEN pricing = 'none' THEN cost_in_billing_currency ELSE {{exact_product(list_unit_price, quantity)}} END AS list_cost,
    CASE WHEN pricing = 'none' THEN cost_in_billing_currency ELSE {{exact_product(contracted_unit_price, quantity)}} END AS contracted_cost,
    CASE WHEN kind IN ('CoveredUsage', 'Unused') THEN {{decimal('0')}} ELSE cost_in_billing_currency END AS billed_cost,
    CASE WHEN kind IN ('Commitment', 'CommitmentRefund') THEN {{decimal('0')}} ELSE cost_in_billing_currency END AS effective_cost,
    CASE
      WHEN kind = 'CommitmentRefund' OR commitment IS NULL THEN NULL
      WHEN commitment = 'Savings Plan' THEN cost_in_billing_currency
      WHEN kind = 'CoveredUsage' AND additional_info LIKE '{%"RINormalizationRatio"%}' THEN {{mul(used_quantity, COALESCE({{to_decimal({{json_text(additional_info, '$.RINormalizationRatio')}})}}, {{decimal('1')}}))}}
      WHEN kind IN ('CoveredUsage', 'Unused') OR single_unit <> 'Hours' THEN COALESCE(used_quantity, {{decimal('0')}})
      ELSE {{mul(COALESCE(usage_quantity, {{decimal('1')}}), {{decimal('24')}})}}
    END AS committed_per_day,
    CASE
      WHEN kind <> 'Commitment' OR commitment = 'Savings Plan' OR single_unit <> 'Hours' THEN 1
      WHEN LOWER(frequency) = 'recurring' THEN {{days_between(@period_start, @period_end)}}
      WHEN term IN ('12', 'P1Y', '1Year', '1 Year') THEN {{days_between(usage_start_time, {{add_months(usage_start_time, 12)}})}}
      WHEN term IN ('36', 'P3Y', '3Years', '3 Years') THEN {{days_between(usage_start_time, {{add_months(usage_start_time, 36)}})}}
      WHEN term IN ('60', 'P5Y', '5Years', '5 Years') THEN {{days_between(usage_start_time, {{add_months(usage_start_time, 60)}})}}
      ELSE 1
    END AS committed_days,
    COALESCE(product_id, meter_id, product_order_id, plan_name, product_name, charge) AS sku_id,
    billing_profile_id IS NOT NULL AND billing_profile_id <> COALESCE(billing_account_id, '') AS has_profile,
    CASE WHEN LOWER(publisher_type) = 'marketplace' THEN COALESCE(publisher_name, 'Microsoft') ELSE 'Microsoft' END AS seller
  FROM priced
),

-- The type of a resource is its id without the names: Microsoft.Sql/servers/{name}/databases/{name}.
located AS (
  SELECT
    costed.*,
    {{regex_extract(LOWER(resource_id), '^.*/providers/([^/]+/[^/].*)$')}} AS path
  FROM costed
),

typed AS (
  SELECT
    located.*,
    {{regex_extract(path, '^[^/]+/[^/]+')}} AS top_type,
    CONCAT(
      {{regex_extract(path, '^[^/]+/[^/]+')}},
      COALESCE({{regex_extract(path, '^[^/]+/[^/]+/[^/]+(/[^/]+)')}}, ''),
      COALESCE({{regex_extract(path, '^[^/]+/[^/]+/[^/]+/[^/]+/[^/]+(/[^/]+)')}}, '')
    ) AS full_type
  FROM located
)

SELECT
  {{cast(NULL, string)}} AS AllocatedMethodDetails,
  {{cast(NULL, string)}} AS AllocatedMethodId,
  {{cast(NULL, string)}} AS AllocatedResourceId,
  {{cast(NULL, string)}} AS AllocatedResourceName,
  {{cast(NULL, string)}} AS AllocatedTags,
  availability_zone AS AvailabilityZone,
  billed_cost AS BilledCost,
  CASE WHEN has_profile THEN billing_profile_id ELSE COALESCE(billing_account_id, x_cloud_account_id) END AS BillingAccountId,
  COALESCE(CASE WHEN has_profile THEN billing_profile_name END, billing_account_name) AS BillingAccountName,
  CASE
    WHEN has_profile THEN 'Billing Profile'
    WHEN billing_account_id IS NULL AND STARTS_WITH(x_cloud_account_id, '/subscriptions/') THEN 'Subscription'
    ELSE 'Billing Account'
  END AS BillingAccountType,
  billing_currency AS BillingCurrency,
  {{timestamp(COALESCE({{add_days(billing_period_last_day, 1)}}, {{date(@period_end)}}))}} AS BillingPeriodEnd,
  {{timestamp(COALESCE(billing_period_start, {{date(@period_start)}}))}} AS BillingPeriodStart,
  CASE WHEN additional_info LIKE '{%"VMCapacityReservationId"%}' THEN NULLIF({{json_text(additional_info, '$.VMCapacityReservationId')}}, '') END AS CapacityReservationId,
  CASE
    WHEN is_usage AND additional_info LIKE '{%"VMCapacityReservationId"%}' AND NULLIF({{json_text(additional_info, '$.VMCapacityReservationId')}}, '') IS NOT NULL THEN 'Used'
  END AS CapacityReservationStatus,
  CASE
    WHEN is_usage THEN 'Usage'
    WHEN pricing = 'whole' THEN 'Purchase'
    ELSE kind
  END AS ChargeCategory,
  CASE WHEN kind IN ('Refund', 'CommitmentRefund') THEN 'Correction' END AS ChargeClass,
  CASE
    WHEN kind = 'Unused' THEN CONCAT('Unused part of ', COALESCE(benefit_name, reservation_name, commitment_id))
    ELSE COALESCE(product_name, product_order_name, meter_name, charge_type)
  END AS ChargeDescription,
  CASE
    WHEN is_usage THEN 'Usage-Based'
    WHEN LOWER(frequency) = 'recurring' THEN 'Recurring'
    WHEN LOWER(REPLACE(frequency, '-', '')) = 'usagebased' AND pricing = 'none' THEN 'Usage-Based'
    ELSE 'One-Time'
  END AS ChargeFrequency,
  usage_end_time AS ChargePeriodEnd,
  usage_start_time AS ChargePeriodStart,
  CASE commitment WHEN 'Savings Plan' THEN 'Spend' WHEN 'Reservation' THEN 'Usage' END AS CommitmentDiscountCategory,
  commitment_id AS CommitmentDiscountId,
  CASE WHEN commitment IS NOT NULL THEN COALESCE(benefit_name, reservation_name) END AS CommitmentDiscountName,
  {{mul(committed_per_day, {{cast(committed_days, decimal)}})}} AS CommitmentDiscountQuantity,
  CASE kind WHEN 'CoveredUsage' THEN 'Used' WHEN 'Unused' THEN 'Unused' END AS CommitmentDiscountStatus,
  commitment AS CommitmentDiscountType,
  CASE
    WHEN committed_per_day IS NULL THEN NULL
    WHEN commitment = 'Savings Plan' THEN billing_currency
    ELSE single_unit
  END AS CommitmentDiscountUnit,
  CASE WHEN kind IN ('Usage', 'CoveredUsage') THEN COALESCE(used_quantity, {{decimal('0')}}) END AS ConsumedQuantity,
  CASE WHEN kind IN ('Usage', 'CoveredUsage') THEN single_unit END AS ConsumedUnit,
  {{cast(NULL, string)}} AS ContractApplied,
  contracted_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  effective_cost AS EffectiveCost,
  {{constant('Microsoft')}} AS HostProviderName,
  invoice_id AS InvoiceId,
  COALESCE(partner_name, 'Microsoft') AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN kind IN ('CoveredUsage', 'Unused') THEN 'Committed'
    WHEN LOWER(pricing_model) = 'spot' THEN 'Dynamic'
    ELSE 'Standard'
  END AS PricingCategory,
  price_currency AS PricingCurrency,
  CASE
    WHEN pricing = 'none' OR price_currency = billing_currency OR pricing = 'unused' THEN contracted_unit_price
    WHEN pricing = 'converted' THEN contracted_rate
    WHEN exchange_rate <> {{decimal('0')}} THEN {{div(contracted_unit_price, exchange_rate)}}
    ELSE contracted_unit_price
  END AS PricingCurrencyContractedUnitPrice,
  CASE
    WHEN price_currency = billing_currency OR effective_cost = {{decimal('0')}} THEN effective_cost
    WHEN cost_in_pricing_currency IS NOT NULL THEN cost_in_pricing_currency
    WHEN exchange_rate <> {{decimal('0')}} THEN {{div(effective_cost, exchange_rate)}}
    ELSE effective_cost
  END AS PricingCurrencyEffectiveCost,
  CASE
    WHEN pricing = 'none' OR price_currency = billing_currency OR pricing = 'unused' THEN list_unit_price
    WHEN pricing = 'converted' THEN list_rate
    WHEN exchange_rate <> {{decimal('0')}} THEN {{div(list_unit_price, exchange_rate)}}
    ELSE list_unit_price
  END AS PricingCurrencyListUnitPrice,
  quantity AS PricingQuantity,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN pricing = 'whole' THEN 'Count'
    ELSE unit
  END AS PricingUnit,
  seller AS ProviderName,
  seller AS PublisherName,
  COALESCE(region.region_id, LOWER(REPLACE(resource_location, ' ', ''))) AS RegionId,
  COALESCE(region.region_name, resource_location) AS RegionName,
  CASE WHEN kind IN ('Commitment', 'CommitmentRefund', 'Unused') THEN commitment_id ELSE resource_id END AS ResourceId,
  CASE
    WHEN kind IN ('Commitment', 'CommitmentRefund', 'Unused') THEN COALESCE(benefit_name, reservation_name)
    WHEN resource_name <> resource_id THEN resource_name
    WHEN resource_name IS NULL THEN {{regex_extract(resource_id, '/([^/]+)$')}}
  END AS ResourceName,
  CASE
    WHEN kind IN ('Commitment', 'CommitmentRefund', 'Unused') THEN commitment
    WHEN resource_id IS NOT NULL THEN COALESCE(NULLIF(own_type.resource_type_name, ''), NULLIF(full_type, ''), resource_type, 'Resource')
  END AS ResourceType,
  COALESCE(pair.service_category, own_type.service_category, top.service_category, category.service_category, 'Other') AS ServiceCategory,
  COALESCE(pair.service_name, own_type.service_name, top.service_name, category.service_name, meter_category, consumed_service, 'Microsoft Azure') AS ServiceName,
  seller AS ServiceProviderName,
  COALESCE(pair.service_subcategory, own_type.service_subcategory, top.service_subcategory, category.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  CASE WHEN pricing <> 'none' THEN sku_id END AS SkuId,
  CASE WHEN pricing <> 'none' THEN COALESCE(meter_name, product_name, charge_type) END AS SkuMeter,
  CASE
    WHEN pricing <> 'none' AND additional_info LIKE '{%}' THEN {{json_members(
      'InstanceType', {{json_text(additional_info, '$.ServiceType')}},
      'CoreCount', {{json_text(additional_info, '$.VCPUs')}},
      'x_ImageType', {{json_text(additional_info, '$.ImageType')}},
      'x_UsageType', {{json_text(additional_info, '$.UsageType')}},
      'x_VMProperties', {{json_text(additional_info, '$.VMProperties')}})}}
  END AS SkuPriceDetails,
  CASE WHEN pricing <> 'none' THEN CONCAT(sku_id, ':', COALESCE(part_number, meter_id, charge)) END AS SkuPriceId,
  subscription_id AS SubAccountId,
  CASE WHEN subscription_id IS NOT NULL THEN COALESCE(subscription_name, subscription_id) END AS SubAccountName,
  CASE WHEN subscription_id IS NOT NULL THEN 'Subscription' END AS SubAccountType,
  resource_tags_json AS Tags,
  {{constant('vendor_bill')}} AS x_charge_origin,
  {{constant('vendor_bill')}} AS x_billed_source,
  billing_status AS x_billing_status,
  kind AS x_amortization_class,
  CASE
    WHEN meter_category IN ('Foundry Models', 'Azure OpenAI', 'Azure OpenAI Service') THEN 'azure_openai'
    WHEN meter_category = 'Cognitive Services' AND STARTS_WITH(meter_subcategory, 'Azure OpenAI') THEN 'azure_openai'
  END AS x_genai_provider,
  invoice_section_id AS x_invoice_section_id,
  invoice_section_name AS x_invoice_section_name,
  {{constant('azure')}} AS x_cloud_provider,
  x_cloud_account_id,
  source_table AS x_source_system,
  x_source_record_id
FROM typed
LEFT JOIN {{table(cloud_azure_service_reference)}} AS pair ON pair.code = CONCAT(LOWER(typed.consumed_service), ' ', typed.full_type)
LEFT JOIN {{table(cloud_azure_service_reference)}} AS own_type ON own_type.code = typed.full_type
LEFT JOIN {{table(cloud_azure_service_reference)}} AS top ON top.code = typed.top_type
LEFT JOIN {{table(cloud_azure_service_reference)}} AS category ON category.code = LOWER(typed.meter_category)
LEFT JOIN {{table(cloud_azure_region_reference)}} AS region ON region.code = LOWER(typed.resource_location);
