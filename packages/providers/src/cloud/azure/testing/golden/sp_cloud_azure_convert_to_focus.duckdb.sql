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
  FROM "cloud_azure_billing_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
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
  FROM "cloud_azure_amortized_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
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
     
    CASE
      WHEN benefit_id LIKE '%/reservations/' THEN SUBSTR(benefit_id, 1, LENGTH(benefit_id) - 14)
      ELSE COALESCE(benefit_id, reservation_id, product_order_id)
    END AS named_commitment,
    CASE WHEN charge = 'unusedsavingsplan' THEN 'Savings Plan' WHEN charge = 'unusedreservation' THEN 'Reservation' ELSE commitment_type END AS commitment
  FROM spelled
),

 
charged AS (
  SELECT
    line.*,
    CASE WHEN commitment IS NOT NULL THEN named_commitment END AS commitment_id,
    kind IN ('Usage', 'CoveredUsage', 'Unused') AS is_usage,
    COALESCE(unit.block_size, CAST('1' AS DECIMAL(38,12))) AS block_size,
    COALESCE(unit.unit, TRIM(unit_of_measure), 'Units') AS single_unit,
    COALESCE(unit.pricing_unit, TRIM(unit_of_measure), 'Units') AS block_unit,
    COALESCE(unit_price, effective_price, list_price) AS stated_price,
    COALESCE(effective_price, unit_price) AS charged_price,
    COALESCE(pricing_currency, billing_currency) AS price_currency,
    CASE WHEN pricing_currency IS NULL OR pricing_currency = billing_currency THEN cost_in_billing_currency ELSE cost_in_pricing_currency END AS priced_cost
  FROM line
  LEFT JOIN "cloud_azure_unit_reference" AS unit ON unit.code = TRIM(line.unit_of_measure)
  WHERE (source_table = 'cloud_azure_billing_raw_daily' AND kind IN ('Usage', 'Purchase', 'Commitment', 'Refund', 'CommitmentRefund', 'Tax', 'Credit', 'Adjustment'))
    OR (source_table = 'cloud_azure_amortized_raw_daily' AND kind IN ('CoveredUsage', 'Unused'))
),

 
 
counted AS (
  SELECT
    charged.*,
    CASE
      WHEN counted_quantity IS NOT NULL THEN 'single'
      WHEN block_size = CAST('1' AS DECIMAL(38,12)) THEN 'block'
      WHEN priced_cost <> CAST('0' AS DECIMAL(38,12))
        AND ABS(money_mul(charged_price, usage_quantity) - priced_cost)
          > ABS(money_div(money_mul(charged_price, usage_quantity), block_size) - priced_cost) THEN 'single_by_block'
      ELSE 'block'
    END AS counting,
    CASE WHEN stated_price < CAST('0' AS DECIMAL(38,12)) THEN -ABS(usage_quantity) ELSE usage_quantity END AS signed_quantity
  FROM charged
),

rated AS (
  SELECT
    counted.*,
    CASE counting WHEN 'single_by_block' THEN money_div(signed_quantity, block_size) ELSE signed_quantity END AS priced_quantity,
    CASE counting WHEN 'block' THEN money_mul(signed_quantity, block_size) ELSE signed_quantity END AS used_quantity,
    CASE counting WHEN 'single' THEN single_unit ELSE block_unit END AS unit,
    CASE
      WHEN kind IN ('Tax', 'Credit', 'Adjustment') THEN 'none'
      WHEN kind = 'Unused' THEN 'unused'
      WHEN NOT is_usage THEN 'whole'
      WHEN usage_quantity IS NULL OR money_round(usage_quantity, 6) = CAST('0' AS DECIMAL(38,12)) AND (stated_price IS NULL OR (usage_quantity = CAST('0' AS DECIMAL(38,12)) AND cost_in_billing_currency <> CAST('0' AS DECIMAL(38,12)))) THEN 'whole'
      WHEN stated_price IS NULL OR (stated_price = CAST('0' AS DECIMAL(38,12)) AND cost_in_billing_currency <> CAST('0' AS DECIMAL(38,12))) THEN 'derived'
      WHEN price_currency <> billing_currency THEN CASE WHEN exchange_rate IS NULL THEN 'derived' ELSE 'converted' END
      ELSE 'rate'
    END AS pricing,
    ABS(stated_price) AS contracted_rate,
     
    ABS(CASE WHEN list_price IS NULL OR (list_price = CAST('0' AS DECIMAL(38,12)) AND stated_price <> CAST('0' AS DECIMAL(38,12))) THEN stated_price ELSE list_price END) AS list_rate
  FROM counted
),

 
valued AS (
  SELECT
    rated.*,
    money_round(priced_quantity, 6) AS short_quantity,
    CASE pricing
      WHEN 'rate' THEN contracted_rate
      WHEN 'converted' THEN money_mul(contracted_rate, exchange_rate)
      WHEN 'derived' THEN money_div(ABS(cost_in_billing_currency), ABS(money_round(priced_quantity, 6)))
    END AS contracted_value,
    CASE pricing
      WHEN 'rate' THEN list_rate
      WHEN 'converted' THEN money_mul(list_rate, exchange_rate)
      WHEN 'derived' THEN money_div(ABS(cost_in_billing_currency), ABS(money_round(priced_quantity, 6)))
    END AS list_value,
    CASE WHEN pricing = 'rate' THEN money_exact_quantity(priced_quantity, list_rate, contracted_rate) END AS exact_quantity
  FROM rated
),

 
 
fitted AS (
  SELECT
    valued.*,
    CASE
      WHEN pricing <> 'rate' THEN pricing
      WHEN exact_quantity = priced_quantity THEN 'rate'
      WHEN money_mul(ABS(exact_quantity - priced_quantity), list_value)
        <= money_mul(ABS(priced_quantity), ABS(list_value - money_round(list_value, 12 - CAST(length(rtrim(split_part(CAST(CAST(short_quantity AS DECIMAL(38,12)) AS VARCHAR), '.', 2), '0')) AS BIGINT))))
          + money_mul(ABS(short_quantity - priced_quantity), list_value) THEN 'rate'
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
      WHEN 'unused' THEN COALESCE(list_rate, CAST('0' AS DECIMAL(38,12)))
      WHEN 'none' THEN NULL
      ELSE money_round(list_value, 12 - CAST(length(rtrim(split_part(CAST(CAST(short_quantity AS DECIMAL(38,12)) AS VARCHAR), '.', 2), '0')) AS BIGINT))
    END AS list_unit_price,
    CASE fitting
      WHEN 'rate' THEN contracted_value
      WHEN 'whole' THEN ABS(cost_in_billing_currency)
      WHEN 'unused' THEN COALESCE(contracted_rate, CAST('0' AS DECIMAL(38,12)))
      WHEN 'none' THEN NULL
      ELSE money_round(contracted_value, 12 - CAST(length(rtrim(split_part(CAST(CAST(short_quantity AS DECIMAL(38,12)) AS VARCHAR), '.', 2), '0')) AS BIGINT))
    END AS contracted_unit_price,
    CASE fitting
      WHEN 'rate' THEN exact_quantity
      WHEN 'whole' THEN CASE WHEN cost_in_billing_currency < CAST('0' AS DECIMAL(38,12)) THEN CAST('-1' AS DECIMAL(38,12)) ELSE CAST('1' AS DECIMAL(38,12)) END
      WHEN 'unused' THEN CAST('0' AS DECIMAL(38,12))
      WHEN 'none' THEN NULL
      WHEN 'derived' THEN CASE WHEN cost_in_billing_currency < CAST('0' AS DECIMAL(38,12)) THEN -ABS(short_quantity) ELSE ABS(short_quantity) END
      ELSE short_quantity
    END AS quantity
  FROM fitted
),

costed AS (
  SELECT
    priced.*,
    CASE WHEN pricing = 'none' THEN cost_in_billing_currency ELSE money_exact_product(list_unit_price, quantity) END AS list_cost,
    CASE WHEN pricing = 'none' THEN cost_in_billing_currency ELSE money_exact_product(contracted_unit_price, quantity) END AS contracted_cost,
    CASE WHEN kind IN ('CoveredUsage', 'Unused') THEN CAST('0' AS DECIMAL(38,12)) ELSE cost_in_billing_currency END AS billed_cost,
    CASE WHEN kind IN ('Commitment', 'CommitmentRefund') THEN CAST('0' AS DECIMAL(38,12)) ELSE cost_in_billing_currency END AS effective_cost,
    CASE
      WHEN kind = 'CommitmentRefund' OR commitment IS NULL THEN NULL
      WHEN commitment = 'Savings Plan' THEN cost_in_billing_currency
      WHEN kind = 'CoveredUsage' AND additional_info LIKE '{%"RINormalizationRatio"%}' THEN money_mul(used_quantity, COALESCE(money_from_text(json_scalar(additional_info, '$.RINormalizationRatio')), CAST('1' AS DECIMAL(38,12))))
      WHEN kind IN ('CoveredUsage', 'Unused') OR single_unit <> 'Hours' THEN COALESCE(used_quantity, CAST('0' AS DECIMAL(38,12)))
      ELSE money_mul(COALESCE(usage_quantity, CAST('1' AS DECIMAL(38,12))), CAST('24' AS DECIMAL(38,12)))
    END AS committed_per_day,
    CASE
      WHEN kind <> 'Commitment' OR commitment = 'Savings Plan' OR single_unit <> 'Hours' THEN 1
      WHEN LOWER(frequency) = 'recurring' THEN date_diff('day', CAST(getvariable('period_start') AS DATE), CAST(getvariable('period_end') AS DATE))
      WHEN term IN ('12', 'P1Y', '1Year', '1 Year') THEN date_diff('day', CAST(usage_start_time AS DATE), CAST(CAST(CAST(usage_start_time AS DATE) + to_months(CAST(12 AS INTEGER)) AS DATE) AS DATE))
      WHEN term IN ('36', 'P3Y', '3Years', '3 Years') THEN date_diff('day', CAST(usage_start_time AS DATE), CAST(CAST(CAST(usage_start_time AS DATE) + to_months(CAST(36 AS INTEGER)) AS DATE) AS DATE))
      WHEN term IN ('60', 'P5Y', '5Years', '5 Years') THEN date_diff('day', CAST(usage_start_time AS DATE), CAST(CAST(CAST(usage_start_time AS DATE) + to_months(CAST(60 AS INTEGER)) AS DATE) AS DATE))
      ELSE 1
    END AS committed_days,
    COALESCE(product_id, meter_id, product_order_id, plan_name, product_name, charge) AS sku_id,
    billing_profile_id IS NOT NULL AND billing_profile_id <> COALESCE(billing_account_id, '') AS has_profile,
    CASE WHEN LOWER(publisher_type) = 'marketplace' THEN COALESCE(publisher_name, 'Microsoft') ELSE 'Microsoft' END AS seller
  FROM priced
),

 
located AS (
  SELECT
    costed.*,
    CASE WHEN regexp_matches(LOWER(resource_id), '^.*/providers/([^/]+/[^/].*)$') THEN regexp_extract(LOWER(resource_id), '^.*/providers/([^/]+/[^/].*)$', 1) END AS path
  FROM costed
),

typed AS (
  SELECT
    located.*,
    CASE WHEN regexp_matches(path, '^[^/]+/[^/]+') THEN regexp_extract(path, '^[^/]+/[^/]+', 0) END AS top_type,
    CONCAT(
      CASE WHEN regexp_matches(path, '^[^/]+/[^/]+') THEN regexp_extract(path, '^[^/]+/[^/]+', 0) END,
      COALESCE(CASE WHEN regexp_matches(path, '^[^/]+/[^/]+/[^/]+(/[^/]+)') THEN regexp_extract(path, '^[^/]+/[^/]+/[^/]+(/[^/]+)', 1) END, ''),
      COALESCE(CASE WHEN regexp_matches(path, '^[^/]+/[^/]+/[^/]+/[^/]+/[^/]+(/[^/]+)') THEN regexp_extract(path, '^[^/]+/[^/]+/[^/]+/[^/]+/[^/]+(/[^/]+)', 1) END, '')
    ) AS full_type
  FROM located
)

SELECT
  plain_text(NULL) AS AllocatedMethodDetails,
  plain_text(NULL) AS AllocatedMethodId,
  plain_text(NULL) AS AllocatedResourceId,
  plain_text(NULL) AS AllocatedResourceName,
  plain_text(NULL) AS AllocatedTags,
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
  utc_timestamp(COALESCE((CAST(billing_period_last_day AS DATE) + CAST(1 AS INTEGER)), CAST(getvariable('period_end') AS DATE))) AS BillingPeriodEnd,
  utc_timestamp(COALESCE(billing_period_start, CAST(getvariable('period_start') AS DATE))) AS BillingPeriodStart,
  CASE WHEN additional_info LIKE '{%"VMCapacityReservationId"%}' THEN NULLIF(json_scalar(additional_info, '$.VMCapacityReservationId'), '') END AS CapacityReservationId,
  CASE
    WHEN is_usage AND additional_info LIKE '{%"VMCapacityReservationId"%}' AND NULLIF(json_scalar(additional_info, '$.VMCapacityReservationId'), '') IS NOT NULL THEN 'Used'
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
  money_mul(committed_per_day, strict_decimal(committed_days)) AS CommitmentDiscountQuantity,
  CASE kind WHEN 'CoveredUsage' THEN 'Used' WHEN 'Unused' THEN 'Unused' END AS CommitmentDiscountStatus,
  commitment AS CommitmentDiscountType,
  CASE
    WHEN committed_per_day IS NULL THEN NULL
    WHEN commitment = 'Savings Plan' THEN billing_currency
    ELSE single_unit
  END AS CommitmentDiscountUnit,
  CASE WHEN kind IN ('Usage', 'CoveredUsage') THEN COALESCE(used_quantity, CAST('0' AS DECIMAL(38,12))) END AS ConsumedQuantity,
  CASE WHEN kind IN ('Usage', 'CoveredUsage') THEN single_unit END AS ConsumedUnit,
  plain_text(NULL) AS ContractApplied,
  contracted_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  effective_cost AS EffectiveCost,
  CAST('Microsoft' AS ENUM('Microsoft')) AS HostProviderName,
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
    WHEN exchange_rate <> CAST('0' AS DECIMAL(38,12)) THEN money_div(contracted_unit_price, exchange_rate)
    ELSE contracted_unit_price
  END AS PricingCurrencyContractedUnitPrice,
  CASE
    WHEN price_currency = billing_currency OR effective_cost = CAST('0' AS DECIMAL(38,12)) THEN effective_cost
    WHEN cost_in_pricing_currency IS NOT NULL THEN cost_in_pricing_currency
    WHEN exchange_rate <> CAST('0' AS DECIMAL(38,12)) THEN money_div(effective_cost, exchange_rate)
    ELSE effective_cost
  END AS PricingCurrencyEffectiveCost,
  CASE
    WHEN pricing = 'none' OR price_currency = billing_currency OR pricing = 'unused' THEN list_unit_price
    WHEN pricing = 'converted' THEN list_rate
    WHEN exchange_rate <> CAST('0' AS DECIMAL(38,12)) THEN money_div(list_unit_price, exchange_rate)
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
    WHEN resource_name IS NULL THEN CASE WHEN regexp_matches(resource_id, '/([^/]+)$') THEN regexp_extract(resource_id, '/([^/]+)$', 1) END
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
    WHEN pricing <> 'none' AND additional_info LIKE '{%}' THEN NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN json_scalar(additional_info, '$.ServiceType') IS NULL THEN '' ELSE CONCAT(',"InstanceType":', CAST(to_json(CAST(json_scalar(additional_info, '$.ServiceType') AS VARCHAR)) AS VARCHAR)) END, CASE WHEN json_scalar(additional_info, '$.VCPUs') IS NULL THEN '' ELSE CONCAT(',"CoreCount":', CAST(to_json(CAST(json_scalar(additional_info, '$.VCPUs') AS VARCHAR)) AS VARCHAR)) END, CASE WHEN json_scalar(additional_info, '$.ImageType') IS NULL THEN '' ELSE CONCAT(',"x_ImageType":', CAST(to_json(CAST(json_scalar(additional_info, '$.ImageType') AS VARCHAR)) AS VARCHAR)) END, CASE WHEN json_scalar(additional_info, '$.UsageType') IS NULL THEN '' ELSE CONCAT(',"x_UsageType":', CAST(to_json(CAST(json_scalar(additional_info, '$.UsageType') AS VARCHAR)) AS VARCHAR)) END, CASE WHEN json_scalar(additional_info, '$.VMProperties') IS NULL THEN '' ELSE CONCAT(',"x_VMProperties":', CAST(to_json(CAST(json_scalar(additional_info, '$.VMProperties') AS VARCHAR)) AS VARCHAR)) END, ''), 2), '}'), '{}')
  END AS SkuPriceDetails,
  CASE WHEN pricing <> 'none' THEN CONCAT(sku_id, ':', COALESCE(part_number, meter_id, charge)) END AS SkuPriceId,
  subscription_id AS SubAccountId,
  CASE WHEN subscription_id IS NOT NULL THEN COALESCE(subscription_name, subscription_id) END AS SubAccountName,
  CASE WHEN subscription_id IS NOT NULL THEN 'Subscription' END AS SubAccountType,
  resource_tags_json AS Tags,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS x_charge_origin,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS x_billed_source,
  billing_status AS x_billing_status,
  kind AS x_amortization_class,
  CASE
    WHEN meter_category IN ('Foundry Models', 'Azure OpenAI', 'Azure OpenAI Service') THEN 'azure_openai'
    WHEN meter_category = 'Cognitive Services' AND STARTS_WITH(meter_subcategory, 'Azure OpenAI') THEN 'azure_openai'
  END AS x_genai_provider,
  invoice_section_id AS x_invoice_section_id,
  invoice_section_name AS x_invoice_section_name,
  CAST('azure' AS ENUM('azure')) AS x_cloud_provider,
  x_cloud_account_id,
  source_table AS x_source_system,
  x_source_record_id
FROM typed
LEFT JOIN "cloud_azure_service_reference" AS pair ON pair.code = CONCAT(LOWER(typed.consumed_service), ' ', typed.full_type)
LEFT JOIN "cloud_azure_service_reference" AS own_type ON own_type.code = typed.full_type
LEFT JOIN "cloud_azure_service_reference" AS top ON top.code = typed.top_type
LEFT JOIN "cloud_azure_service_reference" AS category ON category.code = LOWER(typed.meter_category)
LEFT JOIN "cloud_azure_region_reference" AS region ON region.code = LOWER(typed.resource_location)
