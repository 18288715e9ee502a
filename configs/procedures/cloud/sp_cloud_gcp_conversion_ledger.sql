/*---
name: sp_cloud_gcp_conversion_ledger
description: What becomes of every line of the Google Cloud billing export, and of every credit on it, in sp_cloud_gcp_convert_to_focus, added up by kind of charge and disposition. A line or credit nobody knows has a null disposition and a row of its own.
parameters: []
source: cloud_gcp_billing_raw_daily
target: cloud_conversion_ledger
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
    ), {{decimal('0')}}) AS cost_after_discounts,
    (
      SELECT COUNT(*)
      FROM {{each_element(credits_json, credit)}}
      WHERE {{json_text(credit, '$.type')}} IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')
    ) AS own_credits
  FROM {{table(cloud_gcp_billing_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
),

-- A line, with the discounts folded into it; then each credit that is not.
disposed AS (
  SELECT
    1 AS source_lines,
    kind AS line_item_group,
    COALESCE(cost_type, 'regular') AS line_item_type,
    CASE WHEN kind IS NULL THEN NULL WHEN own_credits > 0 THEN 'split' ELSE 'row' END AS disposition,
    cost_after_discounts AS billed,
    CASE
      WHEN kind = 'Usage' AND cost_at_list IS NOT NULL AND (cost = {{decimal('0')}} OR cost_at_list = {{decimal('0')}} OR (cost < {{decimal('0')}}) = (cost_at_list < {{decimal('0')}})) THEN cost_at_list
      WHEN kind IN ('Usage', 'Purchase') THEN cost
      ELSE cost_after_discounts
    END AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM line
  UNION ALL
  SELECT
    0 AS source_lines,
    'Credit' AS line_item_group,
    COALESCE({{json_text(credit, '$.type')}}, 'credit without a type') AS line_item_type,
    CASE WHEN {{json_text(credit, '$.type')}} IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT') THEN 'row' END AS disposition,
    {{to_decimal({{json_text(credit, '$.amount')}})}} AS billed,
    {{to_decimal({{json_text(credit, '$.amount')}})}} AS listed,
    currency, billing_account_id, x_cloud_account_id, x_source_record_id
  FROM {{table(cloud_gcp_billing_raw_daily)}} AS credited
  CROSS JOIN {{each_element(credited.credits_json, credit)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND COALESCE({{json_text(credit, '$.type')}}, '') NOT IN ('COMMITTED_USAGE_DISCOUNT', 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'DISCOUNT', 'FEE_UTILIZATION_OFFSET', 'FREE_TIER', 'RESELLER_MARGIN', 'SUSTAINED_USAGE_DISCOUNT')
)

SELECT
  billing_account_id AS payer_account_id,
  {{date(@period_start)}} AS billing_period_start,
  {{cast(NULL, string)}} AS invoice_id,
  currency,
  COALESCE(line_item_group, line_item_type) AS line_item_group,
  line_item_type,
  disposition,
  {{cast({{sum(source_lines)}}, int64)}} AS source_lines,
  COUNT(disposition) AS focus_rows,
  {{sum(billed)}} AS source_billed_cost,
  {{sum(listed)}} AS source_list_cost,
  {{cast(NULL, decimal)}} AS source_effective_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  'cloud_gcp_billing_raw_daily' AS source_table,
  'gcp' AS x_cloud_provider,
  x_cloud_account_id
FROM disposed
GROUP BY
  billing_account_id, currency, line_item_group, line_item_type, disposition, x_cloud_account_id,
  CASE WHEN disposition IS NULL THEN x_source_record_id END;
