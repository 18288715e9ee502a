SELECT
  'line without a disposition' AS fault,
  source_table AS export_table,
  usage_date,
  charge_type,
  pricing_model,
  meter_category,
  resource_id,
  cost_in_billing_currency AS cost,
  billing_currency AS currency
FROM (
  SELECT
    'cloud_azure_billing_raw_daily' AS source_table,
    usage_date, charge_type, pricing_model, meter_category, resource_id, cost_in_billing_currency, billing_currency, x_source_record_id
  FROM "cloud_azure_billing_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS source_table,
    usage_date, charge_type, pricing_model, meter_category, resource_id, cost_in_billing_currency, billing_currency, x_source_record_id
  FROM "cloud_azure_amortized_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
) AS delivered
INNER JOIN (
  SELECT source_table AS table_name, first_record_id
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'azure'
    AND disposition IS NULL
  GROUP BY source_table, first_record_id
) AS unknown_line
  ON unknown_line.table_name = delivered.source_table
  AND unknown_line.first_record_id = delivered.x_source_record_id
ORDER BY export_table, usage_date, charge_type, pricing_model, meter_category, resource_id, cost;

SELECT
  'ledger does not add up to the exports' AS fault,
  export_table,
  invoice_id,
  currency,
  strict_int64(SUM(CAST(bill_lines AS DECIMAL(38,12)))) AS bill_lines,
  strict_int64(SUM(CAST(ledger_lines AS DECIMAL(38,12)))) AS ledger_lines,
  SUM(CAST(bill_cost AS DECIMAL(38,12))) AS bill_cost,
  SUM(CAST(ledger_cost AS DECIMAL(38,12))) AS ledger_cost
FROM (
  SELECT
    'cloud_azure_billing_raw_daily' AS export_table,
    invoice_id,
    billing_currency AS currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost_in_billing_currency AS bill_cost,
    CAST('0' AS DECIMAL(38,12)) AS ledger_cost
  FROM "cloud_azure_billing_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS export_table,
    invoice_id,
    billing_currency AS currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost_in_billing_currency AS bill_cost,
    CAST('0' AS DECIMAL(38,12)) AS ledger_cost
  FROM "cloud_azure_amortized_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    source_table AS export_table,
    invoice_id,
    currency,
    0 AS bill_lines,
    source_lines AS ledger_lines,
    CAST('0' AS DECIMAL(38,12)) AS bill_cost,
    CASE WHEN source_table = 'cloud_azure_billing_raw_daily' THEN source_billed_cost ELSE source_effective_cost END AS ledger_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_cloud_provider = 'azure'
) AS either_side
GROUP BY export_table, invoice_id, currency
HAVING SUM(CAST(either_side.bill_lines AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_lines AS DECIMAL(38,12))) OR SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_cost AS DECIMAL(38,12)))
ORDER BY export_table, invoice_id, currency;

SELECT
  'billed cost differs from the bill' AS fault,
  payer,
  invoice_id,
  line_item_group,
  currency,
  SUM(CAST(bill_cost AS DECIMAL(38,12))) AS bill_cost,
  SUM(CAST(focus_cost AS DECIMAL(38,12))) AS focus_cost,
  strict_int64(SUM(CAST(rows_expected AS DECIMAL(38,12)))) AS rows_expected,
  strict_int64(SUM(CAST(rows_made AS DECIMAL(38,12)))) AS rows_made
FROM (
  SELECT
    payer_account_id AS payer,
    invoice_id,
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
    AND x_cloud_provider = 'azure'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
    InvoiceId AS invoice_id,
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
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
GROUP BY payer, invoice_id, line_item_group, currency
HAVING SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.focus_cost AS DECIMAL(38,12))) OR SUM(CAST(either_side.rows_expected AS DECIMAL(38,12))) <> SUM(CAST(either_side.rows_made AS DECIMAL(38,12)))
ORDER BY payer, invoice_id, line_item_group, currency;

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
    AND x_cloud_provider = 'azure'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS bill_cost,
    ListCost AS focus_cost
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
GROUP BY currency
HAVING ABS(SUM(CAST(either_side.bill_cost AS DECIMAL(38,12))) - SUM(CAST(either_side.focus_cost AS DECIMAL(38,12)))) >= CAST('0.01' AS DECIMAL(38,12))
ORDER BY currency;

SELECT
  'effective cost differs from the amortized export' AS fault,
  line_item_group,
  currency,
  SUM(CAST(amortized_cost AS DECIMAL(38,12))) AS amortized_cost,
  SUM(CAST(focus_cost AS DECIMAL(38,12))) AS focus_cost
FROM (
  SELECT
    line_item_group,
    currency,
    source_effective_cost AS amortized_cost,
    CAST('0' AS DECIMAL(38,12)) AS focus_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND source_table = 'cloud_azure_amortized_raw_daily'
  UNION ALL
  SELECT
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS amortized_cost,
    EffectiveCost AS focus_cost
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
WHERE EXISTS (
  SELECT 1
  FROM "cloud_azure_billing_raw_daily" AS raw
  WHERE raw.x_credential_id = getvariable('credential_id')
    AND raw.x_cloud_account_id = getvariable('account_id')
    AND raw.x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
    AND raw.amortized_delivery_id IS NOT NULL
    AND raw.billing_status <> 'open'
)
GROUP BY line_item_group, currency
HAVING SUM(CAST(either_side.amortized_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.focus_cost AS DECIMAL(38,12)))
ORDER BY line_item_group, currency
