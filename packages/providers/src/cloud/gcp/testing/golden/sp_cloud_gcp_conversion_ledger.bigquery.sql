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
    ), BIGNUMERIC '0') AS cost_after_discounts,
    (
      SELECT COUNT(*)
      FROM UNNEST(JSON_QUERY_ARRAY(credits_json)) AS credit
      WHERE JSON_VALUE(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
    ) AS own_credits
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_gcp_billing_raw_daily`) AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
),

 
disposed AS (
  SELECT
    1 AS source_lines,
    kind AS line_item_group,
    COALESCE(cost_type, 'regular') AS line_item_type,
    CASE WHEN kind IS NULL THEN NULL WHEN own_credits > 0 THEN 'split' ELSE 'row' END AS disposition,
    cost_after_discounts AS billed,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = BIGNUMERIC '0' OR cost_at_list = BIGNUMERIC '0' OR (cost < BIGNUMERIC '0') = (cost_at_list < BIGNUMERIC '0')) THEN cost_at_list
      WHEN kind IN ('Usage', 'Purchase') THEN cost
      ELSE cost_after_discounts
    END AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM line
  UNION ALL
  SELECT
    0 AS source_lines,
    'Credit' AS line_item_group,
    COALESCE(JSON_VALUE(credit, '$.type'), 'credit without a type') AS line_item_type,
    CASE WHEN JSON_VALUE(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT') THEN 'row' END AS disposition,
    ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS billed,
    ROUND(CAST(IF(JSON_VALUE(credit, '$.amount') IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(JSON_VALUE(credit, '$.amount')), r'^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$'), ERROR(CONCAT('"', TRIM(JSON_VALUE(credit, '$.amount')), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_gcp_billing_raw_daily`) AS credited
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(credited.credits_json)) AS credit
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
    AND COALESCE(JSON_VALUE(credit, '$.type'), '') NOT IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
)

SELECT
  billing_account_id AS payer_account_id,
  CAST(@period_start AS DATE) AS billing_period_start,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS invoice_id,
  currency,
  COALESCE(line_item_group, line_item_type) AS line_item_group,
  line_item_type,
  disposition,
  CAST(SUM(CAST(source_lines AS BIGNUMERIC)) AS INT64) AS source_lines,
  COUNT(disposition) AS focus_rows,
  SUM(CAST(billed AS BIGNUMERIC)) AS source_billed_cost,
  SUM(CAST(listed AS BIGNUMERIC)) AS source_list_cost,
  ROUND(CAST(NULL AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS source_effective_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  'cloud_gcp_billing_raw_daily' AS source_table,
  'gcp' AS x_cloud_provider,
  x_cloud_account_id
FROM disposed
GROUP BY
  billing_account_id, currency, line_item_group, line_item_type, disposition, x_cloud_account_id,
  CASE WHEN disposition IS NULL THEN x_source_record_id END
