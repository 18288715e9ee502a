/*---
name: sp_cloud_azure_check_bill
description: What keeps a converted Azure month from being published. Lines without a disposition, lines or money the ledger does not account for, billed cost that differs from the actual export by account, invoice and kind of charge, list cost that differs by a cent or more, effective cost of a month that is over that differs from the amortized export.
kind: check
parameters: []
source: cloud_azure_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every line has a disposition. Asked before the conversion, which may stumble over such a line.
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
  FROM {{table(cloud_azure_billing_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS source_table,
    usage_date, charge_type, pricing_model, meter_category, resource_id, cost_in_billing_currency, billing_currency, x_source_record_id
  FROM {{table(cloud_azure_amortized_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
) AS delivered
INNER JOIN (
  SELECT source_table AS table_name, first_record_id
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'azure'
    AND disposition IS NULL
  GROUP BY source_table, first_record_id
) AS unknown_line
  ON unknown_line.table_name = delivered.source_table
  AND unknown_line.first_record_id = delivered.x_source_record_id
ORDER BY export_table, usage_date, charge_type, pricing_model, meter_category, resource_id, cost;

-- 2. The ledger accounts for every line of both exports and for all their money.
SELECT
  'ledger does not add up to the exports' AS fault,
  export_table,
  invoice_id,
  currency,
  {{cast({{sum(bill_lines)}}, int64)}} AS bill_lines,
  {{cast({{sum(ledger_lines)}}, int64)}} AS ledger_lines,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(ledger_cost)}} AS ledger_cost
FROM (
  SELECT
    'cloud_azure_billing_raw_daily' AS export_table,
    invoice_id,
    billing_currency AS currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost_in_billing_currency AS bill_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(cloud_azure_billing_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS export_table,
    invoice_id,
    billing_currency AS currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost_in_billing_currency AS bill_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(cloud_azure_amortized_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
  UNION ALL
  SELECT
    source_table AS export_table,
    invoice_id,
    currency,
    0 AS bill_lines,
    source_lines AS ledger_lines,
    {{decimal('0')}} AS bill_cost,
    CASE WHEN source_table = 'cloud_azure_billing_raw_daily' THEN source_billed_cost ELSE source_effective_cost END AS ledger_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'azure'
) AS either_side
GROUP BY export_table, invoice_id, currency
HAVING {{sum(either_side.bill_lines)}} <> {{sum(either_side.ledger_lines)}} OR {{sum(either_side.bill_cost)}} <> {{sum(either_side.ledger_cost)}}
ORDER BY export_table, invoice_id, currency;

-- 3. BilledCost by account, invoice and kind of charge is the actual export's, and every line made the rows its
-- disposition says.
SELECT
  'billed cost differs from the bill' AS fault,
  payer,
  invoice_id,
  line_item_group,
  currency,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(focus_cost)}} AS focus_cost,
  {{cast({{sum(rows_expected)}}, int64)}} AS rows_expected,
  {{cast({{sum(rows_made)}}, int64)}} AS rows_made
FROM (
  SELECT
    payer_account_id AS payer,
    invoice_id,
    line_item_group,
    currency,
    source_billed_cost AS bill_cost,
    {{decimal('0')}} AS focus_cost,
    focus_rows AS rows_expected,
    0 AS rows_made
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'azure'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
    InvoiceId AS invoice_id,
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    BilledCost AS focus_cost,
    0 AS rows_expected,
    1 AS rows_made
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
GROUP BY payer, invoice_id, line_item_group, currency
HAVING {{sum(either_side.bill_cost)}} <> {{sum(either_side.focus_cost)}} OR {{sum(either_side.rows_expected)}} <> {{sum(either_side.rows_made)}}
ORDER BY payer, invoice_id, line_item_group, currency;

-- 4. List cost is set from the exact product: it may not drift from price times quantity, or from what Azure states, by a
-- cent.
SELECT
  'list cost differs from the bill by 0.01 or more' AS fault,
  currency,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(focus_cost)}} AS focus_cost
FROM (
  SELECT
    currency,
    source_list_cost AS bill_cost,
    {{decimal('0')}} AS focus_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'azure'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    ListCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
GROUP BY currency
HAVING ABS({{sum(either_side.bill_cost)}} - {{sum(either_side.focus_cost)}}) >= {{decimal('0.01')}}
ORDER BY currency;

-- 5. Of a month that is over, EffectiveCost by kind of charge is the amortized export's. While the month runs the two
-- exports may be of different hours; then the actual one counts and the run says by how much they differ.
SELECT
  'effective cost differs from the amortized export' AS fault,
  line_item_group,
  currency,
  {{sum(amortized_cost)}} AS amortized_cost,
  {{sum(focus_cost)}} AS focus_cost
FROM (
  SELECT
    line_item_group,
    currency,
    source_effective_cost AS amortized_cost,
    {{decimal('0')}} AS focus_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND source_table = 'cloud_azure_amortized_raw_daily'
  UNION ALL
  SELECT
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    {{decimal('0')}} AS amortized_cost,
    EffectiveCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_source_system IN ('cloud_azure_billing_raw_daily', 'cloud_azure_amortized_raw_daily')
) AS either_side
WHERE EXISTS (
  SELECT 1
  FROM {{table(cloud_azure_billing_raw_daily)}} AS raw
  WHERE raw.x_credential_id = @credential_id
    AND raw.x_cloud_account_id = @account_id
    AND raw.x_pipeline_run_date = {{date(@period_start)}}
    AND raw.amortized_delivery_id IS NOT NULL
    AND raw.billing_status <> 'open'
)
GROUP BY line_item_group, currency
HAVING {{sum(either_side.amortized_cost)}} <> {{sum(either_side.focus_cost)}}
ORDER BY line_item_group, currency;
