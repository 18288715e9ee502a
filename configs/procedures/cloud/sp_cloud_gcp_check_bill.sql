/*---
name: sp_cloud_gcp_check_bill
description: What keeps a converted Google Cloud month from being published. Lines or credits without a disposition, lines or money the ledger does not account for, billed cost that differs from cost plus credits by kind of charge, list cost that differs by a cent or more, effective cost that is not the billed one.
kind: check
parameters: []
source: cloud_gcp_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every line and credit has a disposition. Asked before the conversion, which may stumble over such a line.
SELECT
  'line or credit without a disposition' AS fault,
  delivered.cost_type,
  unknown_line.line_item_type AS credit_or_cost_type,
  delivered.usage_start_time,
  delivered.service_description,
  delivered.sku_description,
  delivered.cost,
  delivered.currency
FROM {{table(cloud_gcp_billing_raw_daily)}} AS delivered
INNER JOIN (
  SELECT first_record_id, line_item_type
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'gcp'
    AND disposition IS NULL
  GROUP BY first_record_id, line_item_type
) AS unknown_line
  ON unknown_line.first_record_id = delivered.x_source_record_id
WHERE delivered.x_credential_id = @credential_id
  AND delivered.x_cloud_account_id = @account_id
  AND delivered.x_pipeline_run_date = {{date(@period_start)}}
ORDER BY cost_type, credit_or_cost_type, usage_start_time, sku_description, cost;

-- 2. The ledger accounts for every line and for all the money: cost and credits of every cost type.
SELECT
  'ledger does not add up to the export' AS fault,
  currency,
  {{cast({{sum(bill_lines)}}, int64)}} AS bill_lines,
  {{cast({{sum(ledger_lines)}}, int64)}} AS ledger_lines,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(ledger_cost)}} AS ledger_cost
FROM (
  SELECT
    currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    cost + COALESCE(credits_total, {{decimal('0')}}) AS bill_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(cloud_gcp_billing_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
  UNION ALL
  SELECT
    currency,
    0 AS bill_lines,
    source_lines AS ledger_lines,
    {{decimal('0')}} AS bill_cost,
    source_billed_cost AS ledger_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_cloud_provider = 'gcp'
) AS either_side
GROUP BY currency
HAVING {{sum(either_side.bill_lines)}} <> {{sum(either_side.ledger_lines)}} OR {{sum(either_side.bill_cost)}} <> {{sum(either_side.ledger_cost)}}
ORDER BY currency;

-- 3. BilledCost by account and kind of charge is cost plus credits, and every line made the rows its disposition says.
SELECT
  'billed cost differs from the bill' AS fault,
  payer,
  line_item_group,
  currency,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(focus_cost)}} AS focus_cost,
  {{cast({{sum(rows_expected)}}, int64)}} AS rows_expected,
  {{cast({{sum(rows_made)}}, int64)}} AS rows_made
FROM (
  SELECT
    payer_account_id AS payer,
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
    AND x_cloud_provider = 'gcp'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
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
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS either_side
GROUP BY payer, line_item_group, currency
HAVING {{sum(either_side.bill_cost)}} <> {{sum(either_side.focus_cost)}} OR {{sum(either_side.rows_expected)}} <> {{sum(either_side.rows_made)}}
ORDER BY payer, line_item_group, currency;

-- 4. List cost is set from the exact product: it may not drift from what Google states by a cent.
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
    AND x_cloud_provider = 'gcp'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    ListCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS either_side
GROUP BY currency
HAVING ABS({{sum(either_side.bill_cost)}} - {{sum(either_side.focus_cost)}}) >= {{decimal('0.01')}}
ORDER BY currency;

-- 5. A commitment's fee is worth what it costs when it is billed, so effective cost is the billed one of every charge.
SELECT
  'effective cost differs from billed cost' AS fault,
  line_item_group,
  currency,
  {{sum(billed_cost)}} AS billed_cost,
  {{sum(effective_cost)}} AS effective_cost
FROM (
  SELECT
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    BilledCost AS billed_cost,
    EffectiveCost AS effective_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = {{date(@period_start)}}
    AND x_source_system = 'cloud_gcp_billing_raw_daily'
) AS charges
GROUP BY line_item_group, currency
HAVING {{sum(charges.billed_cost)}} <> {{sum(charges.effective_cost)}}
ORDER BY line_item_group, currency;
