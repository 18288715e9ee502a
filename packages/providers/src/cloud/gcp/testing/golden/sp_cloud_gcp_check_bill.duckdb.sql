SELECT
  'line or credit without a disposition' AS fault,
  delivered.cost_type,
  unknown_line.line_item_type AS credit_or_cost_type,
  delivered.usage_start_time,
  delivered.service_description,
  delivered.sku_description,
  delivered.cost,
  delivered.currency
FROM "cloud_gcp_billing_raw_daily" AS delivered
INNER JOIN (
  SELECT first_record_id, line_item_type
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'gcp'
    AND disposition IS NULL
  GROUP BY first_record_id, line_item_type
) AS unknown_line
  ON unknown_line.first_record_id = delivered.x_source_record_id
WHERE delivered.x_credential_id = getvariable('credential_id')
  AND delivered.x_cloud_account_id = getvariable('account_id')
  AND delivered.x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
ORDER BY cost_type, credit_or_cost_type, usage_start_time, sku_description, cost;

SELECT
  'ledger does not add up to the export' AS fault,
  currency,
  strict_int64(SUM(CAST(bill_lines AS DECIMAL(38,12)))) AS bill_lines,
  strict_int64(SUM(CAST(ledger_lines AS DECIMAL(38,12)))) AS ledger_lines,
  SUM(CAST(bill_cost AS DECIMAL(38,12))) AS bill_cost,
  SUM(CAST(ledger_cost AS DECIMAL(38,12))) AS ledger_cost
FROM (
  SELECT
    currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost + COALESCE(credits_total, CAST('0' AS DECIMAL(38,12))) AS bill_cost,
    CAST('0' AS DECIMAL(38,12)) AS ledger_cost
  FROM "cloud_gcp_billing_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    currency,
    0 AS bill_lines,
    source_lines AS ledger_lines,
    CAST('0' AS DECIMAL(38,12)) AS bill_cost,
    source_billed_cost AS ledger_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'gcp'
) AS either_side
GROUP BY currency
HAVING SUM(CAST(either_side.bill_lines AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_lines AS DECIMAL(38,12))) OR SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_cost AS DECIMAL(38,12)))
ORDER BY currency;

SELECT
  'billed cost differs from the bill' AS fault,
  payer,
  line_item_group,
  currency,
  SUM(CAST(bill_cost AS DECIMAL(38,12))) AS bill_cost,
  SUM(CAST(focus_cost AS DECIMAL(38,12))) AS focus_cost,
  strict_int64(SUM(CAST(rows_expected AS DECIMAL(38,12)))) AS rows_expected,
  strict_int64(SUM(CAST(rows_made AS DECIMAL(38,12)))) AS rows_made
FROM (
  SELECT
    payer_account_id AS payer,
    line_item_group,
    currency,
    source_billed_cost AS bill_cost,
    CAST('0' AS DECIMAL(38,12)) AS focus_cost,
    focus_rows AS rows_expected,
    0 AS rows_made
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'gcp'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS bill_cost,
    BilledCost AS focus_cost,
    0 AS rows_expected,
    1 AS rows_made
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS either_side
GROUP BY payer, line_item_group, currency
HAVING SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.focus_cost AS DECIMAL(38,12))) OR SUM(CAST(either_side.rows_expected AS DECIMAL(38,12))) <> SUM(CAST(either_side.rows_made AS DECIMAL(38,12)))
ORDER BY payer, line_item_group, currency;

SELECT
  'list cost differs from the bill by 0.01 or more' AS fault,
  currency,
  SUM(CAST(bill_cost AS DECIMAL(38,12))) AS bill_cost,
  SUM(CAST(focus_cost AS DECIMAL(38,12))) AS focus_cost
FROM (
  SELECT
    currency,
    source_list_cost AS bill_cost,
    CAST('0' AS DECIMAL(38,12)) AS focus_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'gcp'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS bill_cost,
    ListCost AS focus_cost
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS either_side
GROUP BY currency
HAVING ABS(SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) - SUM(CAST(either_side.focus_cost AS DECIMAL(38,12)))) >= CAST('0.01' AS DECIMAL(38,12))
ORDER BY currency;

SELECT
  'effective cost differs from billed cost' AS fault,
  line_item_group,
  currency,
  SUM(CAST(billed_cost AS DECIMAL(38,12))) AS billed_cost,
  SUM(CAST(effective_cost AS DECIMAL(38,12))) AS effective_cost
FROM (
  SELECT
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    BilledCost AS billed_cost,
    EffectiveCost AS effective_cost
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS charges
GROUP BY line_item_group, currency
HAVING SUM(CAST(charges.billed_cost AS DECIMAL(38,12))) <> SUM(CAST(charges.effective_cost AS DECIMAL(38,12)))
ORDER BY line_item_group, currency
