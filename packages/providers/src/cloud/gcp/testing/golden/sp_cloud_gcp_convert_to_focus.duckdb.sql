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
          WHEN regexp_matches(sku_description, '^Commitment( v[0-9]+:| - )') THEN 'Commitment'
          WHEN COALESCE(usage_amount, CAST('0' AS DECIMAL(38,12))) = CAST('0' AS DECIMAL(38,12)) AND COALESCE(usage_amount_in_pricing_units, CAST('0' AS DECIMAL(38,12))) = CAST('0' AS DECIMAL(38,12)) AND cost <> CAST('0' AS DECIMAL(38,12)) THEN 'Purchase'
          ELSE 'Usage'
        END
    END AS kind,
    cost + COALESCE((
      SELECT SUM(CAST(money_from_text(json_scalar(credit, '$.amount')) AS DECIMAL(38,12)))
      FROM UNNEST(from_json(credits_json, '["JSON"]')) AS elements_of_credit(credit)
      WHERE json_scalar(credit, '$.type') IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
    ), CAST('0' AS DECIMAL(38,12))) AS cost_after_discounts
  FROM "cloud_gcp_billing_raw_daily" AS raw
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
),

 
listed AS (
  SELECT
    line.*,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = CAST('0' AS DECIMAL(38,12)) OR cost_at_list = CAST('0' AS DECIMAL(38,12)) OR (cost < CAST('0' AS DECIMAL(38,12))) = (cost_at_list < CAST('0' AS DECIMAL(38,12)))) THEN cost_at_list
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
      WHEN kind IN ('Purchase', 'Commitment') OR stated_quantity IS NULL OR money_round(stated_quantity, 6) = CAST('0' AS DECIMAL(38,12)) THEN 'whole'
      ELSE 'derived'
    END AS pricing,
    list_amount < CAST('0' AS DECIMAL(38,12)) OR (list_amount = CAST('0' AS DECIMAL(38,12)) AND contracted_amount < CAST('0' AS DECIMAL(38,12))) AS is_negative,
    ABS(stated_quantity) AS size
  FROM listed
),

 
 
rated AS (
  SELECT
    signed.*,
    CASE WHEN pricing = 'derived' THEN money_div(GREATEST(ABS(list_amount), ABS(contracted_amount)), size) END AS rate
  FROM signed
),

sized AS (
  SELECT
    rated.*,
    CASE
      WHEN pricing <> 'derived' THEN 0
      WHEN size < CAST('1' AS DECIMAL(38,12)) OR rate >= size THEN 6
      WHEN rate >= money_mul(size, CAST('0.01' AS DECIMAL(38,12))) THEN 5
      WHEN rate >= money_mul(size, CAST('0.0001' AS DECIMAL(38,12))) THEN 4
      WHEN rate >= money_mul(size, CAST('0.000001' AS DECIMAL(38,12))) THEN 3
      WHEN rate >= money_mul(size, CAST('0.00000001' AS DECIMAL(38,12))) THEN 2
      WHEN rate >= money_mul(size, CAST('0.0000000001' AS DECIMAL(38,12))) THEN 1
      ELSE 0
    END AS digits
  FROM rated
),

measured AS (
  SELECT
    sized.*,
    CASE pricing
      WHEN 'whole' THEN CASE WHEN is_negative THEN CAST('-1' AS DECIMAL(38,12)) ELSE CAST('1' AS DECIMAL(38,12)) END
      WHEN 'derived' THEN
        CASE digits
          WHEN 6 THEN money_round(size, 6)
          WHEN 5 THEN money_round(size, 5)
          WHEN 4 THEN money_round(size, 4)
          WHEN 3 THEN money_round(size, 3)
          WHEN 2 THEN money_round(size, 2)
          WHEN 1 THEN money_round(size, 1)
          ELSE money_round(size, 0)
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
      WHEN 'derived' THEN money_round(money_div(ABS(list_amount), whole_size), 12 - digits)
    END AS list_unit_price,
    CASE pricing
      WHEN 'whole' THEN ABS(contracted_amount)
      WHEN 'derived' THEN money_round(money_div(ABS(contracted_amount), whole_size), 12 - digits)
    END AS contracted_unit_price
  FROM measured
),

costed AS (
  SELECT
    priced.*,
    cost_after_discounts AS billed_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE money_exact_product(list_unit_price, quantity) END AS list_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE money_exact_product(contracted_unit_price, quantity) END AS contracted_cost,
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
    money_from_text(json_scalar(credit, '$.amount')) AS billed_cost,
    money_from_text(json_scalar(credit, '$.amount')) AS list_cost,
    money_from_text(json_scalar(credit, '$.amount')) AS contracted_cost,
    strict_decimal(NULL) AS list_unit_price, strict_decimal(NULL) AS contracted_unit_price, strict_decimal(NULL) AS quantity,
    'Credit' AS charge_category,
    COALESCE(json_scalar(credit, '$.full_name'), json_scalar(credit, '$.name'), json_scalar(credit, '$.type')) AS charge_text,
    strict_decimal(NULL) AS usage_amount, usage_unit, usage_pricing_unit, usage_start_time, usage_end_time, currency,
    billing_account_id, billing_account_name, invoice_period_start, invoice_period_end, service_id, service_description,
    sku_id AS charged_sku, sku_id, sku_description, cost_type, project_id, project_name, location_location, location_region,
    location_zone, resource_name, resource_global_name, labels_json, seller_name,
    plain_text(NULL) AS subscription_instance_id, consumption_model_id, price_tier_start_amount, billing_status,
    x_cloud_account_id, x_source_record_id
  FROM "cloud_gcp_billing_raw_daily" AS credited
  CROSS JOIN UNNEST(from_json(credited.credits_json, '["JSON"]')) AS elements_of_credit(credit)
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND json_scalar(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
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
  plain_text(NULL) AS AllocatedMethodDetails,
  plain_text(NULL) AS AllocatedMethodId,
  plain_text(NULL) AS AllocatedResourceId,
  plain_text(NULL) AS AllocatedResourceName,
  plain_text(NULL) AS AllocatedTags,
  location_zone AS AvailabilityZone,
  billed_cost AS BilledCost,
  billing_account_id AS BillingAccountId,
  billing_account_name AS BillingAccountName,
  CAST('Billing Account' AS ENUM('Billing Account')) AS BillingAccountType,
  currency AS BillingCurrency,
  invoice_period_end AS BillingPeriodEnd,
  invoice_period_start AS BillingPeriodStart,
  plain_text(NULL) AS CapacityReservationId,
  plain_text(NULL) AS CapacityReservationStatus,
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
    ELSE COALESCE(usage_amount, CAST('1' AS DECIMAL(38,12)))
  END AS CommitmentDiscountQuantity,
  plain_text(NULL) AS CommitmentDiscountStatus,
  CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END AS CommitmentDiscountType,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN commitment_category = 'Spend' THEN currency
    ELSE COALESCE(usage_unit, 'Count')
  END AS CommitmentDiscountUnit,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_amount, CAST('0' AS DECIMAL(38,12))) END AS ConsumedQuantity,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_unit, 'Units') END AS ConsumedUnit,
  plain_text(NULL) AS ContractApplied,
  contracted_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  billed_cost AS EffectiveCost,
  CAST('Google Cloud' AS ENUM('Google Cloud')) AS HostProviderName,
  plain_text(NULL) AS InvoiceId,
  CAST('Google Cloud' AS ENUM('Google Cloud')) AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN kind = 'Usage' AND regexp_matches(sku_description, '(Spot|Preemptible)') THEN 'Dynamic'
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
    WHEN resource IS NOT NULL THEN COALESCE(CASE WHEN regexp_matches(resource_name, '([^/]+)$') THEN regexp_extract(resource_name, '([^/]+)$', 1) END, CASE WHEN regexp_matches(resource, '([^/]+)$') THEN regexp_extract(resource, '([^/]+)$', 1) END)
  END AS ResourceName,
  CASE
    WHEN kind = 'Commitment' THEN CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END
    WHEN resource IS NOT NULL THEN COALESCE(CASE WHEN regexp_matches(resource_global_name, '([^/]+)/[^/]+$') THEN regexp_extract(resource_global_name, '([^/]+)/[^/]+$', 1) END, 'Resource')
  END AS ResourceType,
  COALESCE(reference.service_category, 'Other') AS ServiceCategory,
  service AS ServiceName,
  seller AS ServiceProviderName,
  COALESCE(reference.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  CASE WHEN kind = 'Credit' THEN charged_sku WHEN pricing <> 'none' THEN priced_sku END AS SkuId,
  CASE WHEN pricing <> 'none' THEN COALESCE(sku_description, service) END AS SkuMeter,
  plain_text(NULL) AS SkuPriceDetails,
  CASE
    WHEN pricing <> 'none' THEN
      CONCAT(priced_sku, ':', COALESCE(plain_text(price_tier_start_amount), '0'), ':', COALESCE(consumption_model_id, 'default'))
  END AS SkuPriceId,
  project_id AS SubAccountId,
  CASE WHEN project_id IS NOT NULL THEN COALESCE(project_name, project_id) END AS SubAccountName,
  CASE WHEN project_id IS NOT NULL THEN 'Project' END AS SubAccountType,
  pairs_object(labels_json) AS Tags,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS x_charge_origin,
  CAST('vendor_bill' AS ENUM('vendor_bill')) AS x_billed_source,
  billing_status AS x_billing_status,
  kind AS x_amortization_class,
  CASE WHEN service_description IN ('Vertex AI', 'Gemini API') THEN 'gcp_vertex' END AS x_genai_provider,
  CAST('gcp' AS ENUM('gcp')) AS x_cloud_provider,
  x_cloud_account_id,
  CAST('cloud_gcp_billing_raw_daily' AS ENUM('cloud_gcp_billing_raw_daily')) AS x_source_system,
  x_source_record_id
FROM named
LEFT JOIN "cloud_gcp_service_reference" AS reference ON reference.code = LOWER(named.service_description)
