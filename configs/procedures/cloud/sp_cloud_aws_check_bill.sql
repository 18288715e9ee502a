/*---
name: sp_cloud_aws_check_bill
description: What keeps a converted Cost and Usage Report from being published. Lines without a disposition, lines or money the ledger does not account for, billed cost that differs by payer, invoice and line item group, list cost that differs by a cent or more.
kind: check
parameters: []
source: cloud_aws_billing_raw_daily
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every line has a disposition. Asked before the conversion, which may stumble over such a line.
SELECT
  'line without a disposition' AS fault,
  raw.x_source_record_id AS line,
  raw.time_interval,
  raw.line_item_type,
  raw.product_code,
  COALESCE(raw.net_unblended_cost, raw.unblended_cost) AS billed,
  raw.currency,
  raw.line_item_description
FROM {{table(cloud_aws_billing_raw_daily)}} AS raw
INNER JOIN (
  SELECT line_item_type, first_record_id
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'cloud_aws_billing_raw_daily'
    AND disposition IS NULL
  GROUP BY line_item_type, first_record_id
) AS unknown_line
  ON unknown_line.line_item_type = raw.line_item_type
  AND unknown_line.first_record_id = raw.x_source_record_id
WHERE raw.x_credential_id = @credential_id
  AND raw.x_cloud_account_id = @account_id
  AND raw.billing_period_start = {{date(@period_start)}}
ORDER BY raw.x_source_record_id, raw.time_interval;

-- 2. The ledger accounts for every line and for all the money of each invoice.
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
    payer_account_id AS payer,
    invoice_id,
    currency,
    1 AS bill_lines,
    0 AS ledger_lines,
    COALESCE(net_unblended_cost, unblended_cost) AS bill_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(cloud_aws_billing_raw_daily)}}
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
    AND source_table = 'cloud_aws_billing_raw_daily'
) AS either_side
GROUP BY payer, invoice_id, currency
HAVING {{sum(either_side.bill_lines)}} <> {{sum(either_side.ledger_lines)}} OR {{sum(either_side.bill_cost)}} <> {{sum(either_side.ledger_cost)}}
ORDER BY payer, invoice_id, currency;

-- 3. BilledCost by payer, invoice and group is the bill's, and every line made the rows its disposition says. The
-- remainder of a savings plan pair is money without a line of its own.
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
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'cloud_aws_billing_raw_daily'
  UNION ALL
  SELECT
    BillingAccountId AS payer,
    InvoiceId AS invoice_id,
    x_amortization_class AS line_item_group,
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    BilledCost AS focus_cost,
    0 AS rows_expected,
    CASE WHEN x_source_record_id IS NULL THEN 0 ELSE 1 END AS rows_made
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND BillingPeriodStart = {{timestamp({{date(@period_start)}})}}
    AND x_source_system = 'cloud_aws_billing_raw_daily'
) AS either_side
GROUP BY payer, invoice_id, line_item_group, currency
HAVING {{sum(either_side.bill_cost)}} <> {{sum(either_side.focus_cost)}} OR {{sum(either_side.rows_expected)}} <> {{sum(either_side.rows_made)}}
ORDER BY payer, invoice_id, line_item_group, currency;

-- 4. List cost is set from the exact product, AWS rounds each line: together they may not drift by a cent.
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
    AND source_table = 'cloud_aws_billing_raw_daily'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    {{decimal('0')}} AS bill_cost,
    ListCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND BillingPeriodStart = {{timestamp({{date(@period_start)}})}}
    AND x_source_system = 'cloud_aws_billing_raw_daily'
    AND x_source_record_id IS NOT NULL
) AS either_side
GROUP BY currency
HAVING ABS({{sum(either_side.bill_cost)}} - {{sum(either_side.focus_cost)}}) >= {{decimal('0.01')}}
ORDER BY currency;
