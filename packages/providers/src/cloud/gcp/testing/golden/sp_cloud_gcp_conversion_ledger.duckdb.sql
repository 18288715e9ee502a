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
    ), CAST('0' AS DECIMAL(38,12))) AS cost_after_discounts,
    (
      SELECT COUNT(*)
      FROM UNNEST(from_json(credits_json, '["JSON"]')) AS elements_of_credit(credit)
      WHERE json_scalar(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
    ) AS own_credits
  FROM "cloud_gcp_billing_raw_daily" AS raw
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
),

 
disposed AS (
  SELECT
    1 AS source_lines,
    kind AS line_item_group,
    COALESCE(cost_type, 'regular') AS line_item_type,
    CASE WHEN kind IS NULL THEN NULL WHEN own_credits > 0 THEN 'split' ELSE 'row' END AS disposition,
    cost_after_discounts AS billed,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = CAST('0' AS DECIMAL(38,12)) OR cost_at_list = CAST('0' AS DECIMAL(38,12)) OR (cost < CAST('0' AS DECIMAL(38,12))) = (cost_at_list < CAST('0' AS DECIMAL(38,12)))) THEN cost_at_list
      WHEN kind IN ('Usage', 'Purchase') THEN cost
      ELSE cost_after_discounts
    END AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM line
  UNION ALL
  SELECT
    0 AS source_lines,
    'Credit' AS line_item_group,
    COALESCE(json_scalar(credit, '$.type'), 'credit without a type') AS line_item_type,
    CASE WHEN json_scalar(credit, '$.type') IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT') THEN 'row' END AS disposition,
    money_from_text(json_scalar(credit, '$.amount')) AS billed,
    money_from_text(json_scalar(credit, '$.amount')) AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM "cloud_gcp_billing_raw_daily" AS credited
  CROSS JOIN UNNEST(from_json(credited.credits_json, '["JSON"]')) AS elements_of_credit(credit)
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND COALESCE(json_scalar(credit, '$.type'), '') NOT IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
)

SELECT
  billing_account_id AS payer_account_id,
  CAST(getvariable('period_start') AS DATE) AS billing_period_start,
  plain_text(NULL) AS invoice_id,
  currency,
  COALESCE(line_item_group, line_item_type) AS line_item_group,
  line_item_type,
  disposition,
  strict_int64(SUM(CAST(source_lines AS DECIMAL(38,12)))) AS source_lines,
  COUNT(disposition) AS focus_rows,
  SUM(CAST(billed AS DECIMAL(38,12))) AS source_billed_cost,
  SUM(CAST(listed AS DECIMAL(38,12))) AS source_list_cost,
  strict_decimal(NULL) AS source_effective_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  'cloud_gcp_billing_raw_daily' AS source_table,
  'gcp' AS x_cloud_provider,
  x_cloud_account_id
FROM disposed
GROUP BY
  billing_account_id, currency, line_item_group, line_item_type, disposition, x_cloud_account_id,
  CASE WHEN disposition IS NULL THEN x_source_record_id END
