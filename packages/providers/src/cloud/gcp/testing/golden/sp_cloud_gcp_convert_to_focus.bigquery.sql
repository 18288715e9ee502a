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
          WHEN REGEXP_CONTAINS(sku_description, '^Commitment( v[0-9]+:| - )') THEN 'Commitment'
          WHEN COALESCE(usage_amount, BIGNUMERIC '0') = BIGNUMERIC '0' AND COALESCE(usage_amount_in_pricing_units, BIGNUMERIC '0') = BIGNUMERIC '0' AND cost <> BIGNUMERIC '0' THEN 'Purchase'
          ELSE 'Usage'
        END
    END AS kind,
    cost + COALESCE((
      SELECT SUM(CAST(ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC))
      FROM UNNEST(JSON_QUERY_ARRAY(credits_json)) AS credit
      WHERE JSON_VALUE(credit, '$.type') IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
    ), BIGNUMERIC '0') AS cost_after_discounts
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_gcp_billing_raw_daily`) AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
),

 
listed AS (
  SELECT
    line.*,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = BIGNUMERIC '0' OR cost_at_list = BIGNUMERIC '0' OR (cost < BIGNUMERIC '0') = (cost_at_list < BIGNUMERIC '0')) THEN cost_at_list
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
      WHEN kind IN ('Purchase', 'Commitment') OR stated_quantity IS NULL OR ROUND(CAST(stated_quantity AS BIGNUMERIC), CAST(6 AS INT64), 'ROUND_HALF_EVEN') = BIGNUMERIC '0' THEN 'whole'
      ELSE 'derived'
    END AS pricing,
    list_amount < BIGNUMERIC '0' OR (list_amount = BIGNUMERIC '0' AND contracted_amount < BIGNUMERIC '0') AS is_negative,
    ABS(stated_quantity) AS size
  FROM listed
),

 
 
rated AS (
  SELECT
    signed.*,
    CASE WHEN pricing = 'derived' THEN `acme_prod`.`money_div`(CAST(GREATEST(ABS(list_amount), ABS(contracted_amount)) AS BIGNUMERIC), CAST(size AS BIGNUMERIC)) END AS rate
  FROM signed
),

sized AS (
  SELECT
    rated.*,
    CASE
      WHEN pricing <> 'derived' THEN 0
      WHEN size < BIGNUMERIC '1' OR rate >= size THEN 6
      WHEN rate >= ROUND(CAST(size AS BIGNUMERIC) * CAST(BIGNUMERIC '0.01' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') THEN 5
      WHEN rate >= ROUND(CAST(size AS BIGNUMERIC) * CAST(BIGNUMERIC '0.0001' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') THEN 4
      WHEN rate >= ROUND(CAST(size AS BIGNUMERIC) * CAST(BIGNUMERIC '0.000001' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') THEN 3
      WHEN rate >= ROUND(CAST(size AS BIGNUMERIC) * CAST(BIGNUMERIC '0.00000001' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') THEN 2
      WHEN rate >= ROUND(CAST(size AS BIGNUMERIC) * CAST(BIGNUMERIC '0.0000000001' AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') THEN 1
      ELSE 0
    END AS digits
  FROM rated
),

measured AS (
  SELECT
    sized.*,
    CASE pricing
      WHEN 'whole' THEN CASE WHEN is_negative THEN BIGNUMERIC '-1' ELSE BIGNUMERIC '1' END
      WHEN 'derived' THEN
        CASE digits
          WHEN 6 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(6 AS INT64), 'ROUND_HALF_EVEN')
          WHEN 5 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(5 AS INT64), 'ROUND_HALF_EVEN')
          WHEN 4 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(4 AS INT64), 'ROUND_HALF_EVEN')
          WHEN 3 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(3 AS INT64), 'ROUND_HALF_EVEN')
          WHEN 2 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(2 AS INT64), 'ROUND_HALF_EVEN')
          WHEN 1 THEN ROUND(CAST(size AS BIGNUMERIC), CAST(1 AS INT64), 'ROUND_HALF_EVEN')
          ELSE ROUND(CAST(size AS BIGNUMERIC), CAST(0 AS INT64), 'ROUND_HALF_EVEN')
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
      WHEN 'derived' THEN ROUND(CAST(`acme_prod`.`money_div`(CAST(ABS(list_amount) AS BIGNUMERIC), CAST(whole_size AS BIGNUMERIC)) AS BIGNUMERIC), CAST(12 - digits AS INT64), 'ROUND_HALF_EVEN')
    END AS list_unit_price,
    CASE pricing
      WHEN 'whole' THEN ABS(contracted_amount)
      WHEN 'derived' THEN ROUND(CAST(`acme_prod`.`money_div`(CAST(ABS(contracted_amount) AS BIGNUMERIC), CAST(whole_size AS BIGNUMERIC)) AS BIGNUMERIC), CAST(12 - digits AS INT64), 'ROUND_HALF_EVEN')
    END AS contracted_unit_price
  FROM measured
),

costed AS (
  SELECT
    priced.*,
    cost_after_discounts AS billed_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE ROUND(CAST(list_unit_price AS BIGNUMERIC) * CAST(quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') END AS list_cost,
    CASE WHEN pricing = 'none' THEN cost_after_discounts ELSE ROUND(CAST(contracted_unit_price AS BIGNUMERIC) * CAST(quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') END AS contracted_cost,
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
    ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS billed_cost,
    ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS list_cost,
    ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS contracted_cost,
    ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS list_unit_price, ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS contracted_unit_price, ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS quantity,
    'Credit' AS charge_category,
    COALESCE(JSON_VALUE(credit, '$.full_name'), JSON_VALUE(credit, '$.name'), JSON_VALUE(credit, '$.type')) AS charge_text,
    ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS usage_amount, usage_unit, usage_pricing_unit, usage_start_time, usage_end_time, currency,
    billing_account_id, billing_account_name, invoice_period_start, invoice_period_end, service_id, service_description,
    sku_id AS charged_sku, sku_id, sku_description, cost_type, project_id, project_name, location_location, location_region,
    location_zone, resource_name, resource_global_name, labels_json, seller_name,
    REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS subscription_instance_id, consumption_model_id, price_tier_start_amount, billing_status,
    x_cloud_account_id, x_source_record_id
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_gcp_billing_raw_daily`) AS credited
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(credited.credits_json)) AS credit
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
    AND JSON_VALUE(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
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
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS AllocatedMethodDetails,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS AllocatedMethodId,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS AllocatedResourceId,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS AllocatedResourceName,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS AllocatedTags,
  location_zone AS AvailabilityZone,
  billed_cost AS BilledCost,
  billing_account_id AS BillingAccountId,
  billing_account_name AS BillingAccountName,
  'Billing Account' AS BillingAccountType,
  currency AS BillingCurrency,
  invoice_period_end AS BillingPeriodEnd,
  invoice_period_start AS BillingPeriodStart,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS CapacityReservationId,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS CapacityReservationStatus,
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
    ELSE COALESCE(usage_amount, BIGNUMERIC '1')
  END AS CommitmentDiscountQuantity,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS CommitmentDiscountStatus,
  CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END AS CommitmentDiscountType,
  CASE
    WHEN commitment_id IS NULL THEN NULL
    WHEN commitment_category = 'Spend' THEN currency
    ELSE COALESCE(usage_unit, 'Count')
  END AS CommitmentDiscountUnit,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_amount, BIGNUMERIC '0') END AS ConsumedQuantity,
  CASE WHEN kind = 'Usage' THEN COALESCE(usage_unit, 'Units') END AS ConsumedUnit,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS ContractApplied,
  contracted_cost AS ContractedCost,
  contracted_unit_price AS ContractedUnitPrice,
  billed_cost AS EffectiveCost,
  'Google Cloud' AS HostProviderName,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS InvoiceId,
  'Google Cloud' AS InvoiceIssuerName,
  list_cost AS ListCost,
  list_unit_price AS ListUnitPrice,
  CASE
    WHEN pricing = 'none' THEN NULL
    WHEN kind = 'Usage' AND REGEXP_CONTAINS(sku_description, '(Spot|Preemptible)') THEN 'Dynamic'
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
    WHEN resource IS NOT NULL THEN COALESCE(REGEXP_EXTRACT(resource_name, '([^/]+)$'), REGEXP_EXTRACT(resource, '([^/]+)$'))
  END AS ResourceName,
  CASE
    WHEN kind = 'Commitment' THEN CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END
    WHEN resource IS NOT NULL THEN COALESCE(REGEXP_EXTRACT(resource_global_name, '([^/]+)/[^/]+$'), 'Resource')
  END AS ResourceType,
  COALESCE(reference.service_category, 'Other') AS ServiceCategory,
  service AS ServiceName,
  seller AS ServiceProviderName,
  COALESCE(reference.service_subcategory, 'Other (Other)') AS ServiceSubcategory,
  CASE WHEN kind = 'Credit' THEN charged_sku WHEN pricing <> 'none' THEN priced_sku END AS SkuId,
  CASE WHEN pricing <> 'none' THEN COALESCE(sku_description, service) END AS SkuMeter,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS SkuPriceDetails,
  CASE
    WHEN pricing <> 'none' THEN
      CONCAT(priced_sku, ':', COALESCE(REGEXP_REPLACE(CAST(price_tier_start_amount AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z'), '0'), ':', COALESCE(consumption_model_id, 'default'))
  END AS SkuPriceId,
  project_id AS SubAccountId,
  CASE WHEN project_id IS NOT NULL THEN COALESCE(project_name, project_id) END AS SubAccountName,
  CASE WHEN project_id IS NOT NULL THEN 'Project' END AS SubAccountType,
  (SELECT CONCAT('{', STRING_AGG(CONCAT(JSON_QUERY(pair, '$.key'), ':', COALESCE(JSON_QUERY(pair, '$.value'), 'null')), ',' ORDER BY place), '}') FROM UNNEST(JSON_QUERY_ARRAY(labels_json)) AS pair WITH OFFSET AS place) AS Tags,
  'vendor_bill' AS x_charge_origin,
  'vendor_bill' AS x_billed_source,
  billing_status AS x_billing_status,
  kind AS x_amortization_class,
  CASE WHEN service_description IN ('Vertex AI', 'Gemini API') THEN 'gcp_vertex' END AS x_genai_provider,
  'gcp' AS x_cloud_provider,
  x_cloud_account_id,
  'cloud_gcp_billing_raw_daily' AS x_source_system,
  x_source_record_id
FROM named
LEFT JOIN (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_gcp_service_reference`) AS reference ON reference.code = LOWER(named.service_description)
