/*---
name: sp_cloud_aws_focus_check_bill
description: What keeps a converted AWS FOCUS export from being published. Charge categories without a disposition, rows the ledger does not account for, billed cost that differs by payer, invoice and charge category, list cost that differs by a cent or more.
kind: check
parameters: []
source: cloud_aws_focus_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every row has a disposition. Asked before the conversion, which may stumble over such a row.
SELECT
  'charge category without a disposition' AS fault,
  line_item_type AS charge_category,
  invoice_id,
  source_lines AS lines,
  source_billed_cost AS billed,
  currency
FROM {{table(cloud_conversion_ledger)}}
WHERE x_credential_id = @credential_id
  AND x_cloud_account_id = @account_id
  AND billing_period_start = {{date(@period_start)}}
  AND source_table = 'cloud_aws_focus_raw_daily'
  AND disposition IS NULL
ORDER BY line_item_type, invoice_id;

-- 2. The ledger accounts for every row and for all the money of each invoice.
SELECT
  'ledger does not add up to the bill' AS fault,
  payer,
  invoice_id,
  currency,
  {{cast({{sum(bill_lines)}}, int64)}} AS bill_lines,
  {{cast({{sum(ledger_lines)}}, int64)}} AS ledger_lines,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(ledger_cost)}} AS ledger_cost
FROM (
  SELECT
    BillingAccountId AS payer,
    InvoiceId AS invoice_id,
    BillingCurrency AS currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    BilledCost AS bill_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(cloud_aws_focus_raw_daily)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
  UNION ALL
  SELECT
    payer_account_id AS payer,
    invoice_id,
    currency,
    0 AS bill_lines,
    source_lines AS ledger_lines,
    {{decimal('0')}} AS bill_cost,
    source_billed_cost AS ledger_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'cloud_aws_focus_raw_daily'
) AS either_side
GROUP BY payer, invoice_id, currency
HAVING {{sum(either_side.bill_lines)}} <> {{sum(either_side.ledger_lines)}} OR {{sum(either_side.bill_cost)}} <> {{sum(either_side.ledger_cost)}}
ORDER BY payer, invoice_id, currency;

-- 3. BilledCost by payer, invoice and charge category is the bill's, and every row made one.
SELECT
  'billed cost differs from the bill' AS fault,
  payer,
  invoice_id,
  charge_category,
  currency,
  {{sum(bill_cost)}} AS bill_cost,
  {{sum(focus_cost)}} AS focus_cost,
  {{cast({{sum(rows_expected)}}, int64)}} AS rows_expected,
  {{cast({{sum(rows_made)}}, int64)}} AS rows_made
FROM (
  SELECT
    payer_account_id AS payer,
    invoice_id,
    line_item_group AS charge_category,
    currency,
    source_billed_cost AS bill_cost,
    {{decimal('0')}} AS focus_cost,
    focus_rows AS rows_expected,
    0 AS rows_made
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'cloud_aws_focus_raw_daily'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
    InvoiceId AS invoice_id,
    x_amortization_class AS charge_category,
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    BilledCost AS focus_cost,
    0 AS rows_expected,
    1 AS rows_made
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND BillingPeriodStart = {{timestamp({{date(@period_start)}})}}
    AND x_source_system = 'cloud_aws_focus_raw_daily'
) AS either_side
GROUP BY payer, invoice_id, charge_category, currency
HAVING {{sum(either_side.bill_cost)}} <> {{sum(either_side.focus_cost)}} OR {{sum(either_side.rows_expected)}} <> {{sum(either_side.rows_made)}}
ORDER BY payer, invoice_id, charge_category, currency;

-- 4. List cost is set from the exact product, AWS rounds each row: together they may not drift by a cent.
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
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'cloud_aws_focus_raw_daily'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    ListCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND BillingPeriodStart = {{timestamp({{date(@period_start)}})}}
    AND x_source_system = 'cloud_aws_focus_raw_daily'
) AS either_side
GROUP BY currency
HAVING ABS({{sum(either_side.bill_cost)}} - {{sum(either_side.focus_cost)}}) >= {{decimal('0.01')}}
ORDER BY currency;
