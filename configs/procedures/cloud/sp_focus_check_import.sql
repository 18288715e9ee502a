/*---
name: sp_focus_check_import
description: What keeps imported FOCUS rows from being published. Charge categories without a disposition, rows without a provider, rows or money the ledger does not account for, billed or effective cost that differs from the files by account, invoice and charge category, list cost that differs by a cent or more.
kind: check
parameters: []
source: focus_raw
target: cost_data_standard_1_3
slice: month
---*/

-- 1. Every row has a disposition and says who provided the service. Asked before the conversion, which would stumble.
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
  AND source_table = 'focus_raw'
  AND disposition IS NULL
UNION ALL
SELECT
  'rows name neither ServiceProviderName nor ProviderName, PublisherName or InvoiceIssuerName' AS fault,
  ChargeCategory AS charge_category,
  InvoiceId AS invoice_id,
  COUNT(*) AS lines,
  {{sum(BilledCost)}} AS billed,
  BillingCurrency AS currency
FROM {{table(focus_raw)}}
WHERE x_credential_id = @credential_id
  AND x_cloud_account_id = @account_id
  AND billing_month = {{date(@period_start)}}
  AND COALESCE(ServiceProviderName, ProviderName, PublisherName, InvoiceIssuerName) IS NULL
GROUP BY ChargeCategory, InvoiceId, BillingCurrency
ORDER BY fault, charge_category, invoice_id;

-- 2. The ledger accounts for every row and for all the money of each invoice.
SELECT
  'ledger does not add up to the files' AS fault,
  invoice_id,
  currency,
  {{cast({{sum(file_rows)}}, int64)}} AS file_rows,
  {{cast({{sum(ledger_rows)}}, int64)}} AS ledger_rows,
  {{sum(file_cost)}} AS file_cost,
  {{sum(ledger_cost)}} AS ledger_cost
FROM (
  SELECT
    InvoiceId AS invoice_id,
    BillingCurrency AS currency,
    1 AS file_rows,
    0 AS ledger_rows,
    BilledCost AS file_cost,
    {{decimal('0')}} AS ledger_cost
  FROM {{table(focus_raw)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_month = {{date(@period_start)}}
  UNION ALL
  SELECT
    invoice_id,
    currency,
    0 AS file_rows,
    source_lines AS ledger_rows,
    {{decimal('0')}} AS file_cost,
    source_billed_cost AS ledger_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'focus_raw'
) AS either_side
GROUP BY invoice_id, currency
HAVING {{sum(either_side.file_rows)}} <> {{sum(either_side.ledger_rows)}} OR {{sum(either_side.file_cost)}} <> {{sum(either_side.ledger_cost)}}
ORDER BY invoice_id, currency;

-- 3. Billed and effective cost by invoice and charge category are the files', and every row made one.
SELECT
  'billed or effective cost differs from the files' AS fault,
  invoice_id,
  charge_category,
  currency,
  {{sum(file_billed)}} AS file_billed,
  {{sum(focus_billed)}} AS focus_billed,
  {{sum(file_effective)}} AS file_effective,
  {{sum(focus_effective)}} AS focus_effective,
  {{cast({{sum(rows_expected)}}, int64)}} AS rows_expected,
  {{cast({{sum(rows_made)}}, int64)}} AS rows_made
FROM (
  SELECT
    InvoiceId AS invoice_id,
    LOWER(ChargeCategory) AS charge_category,
    BillingCurrency AS currency,
    BilledCost AS file_billed,
    {{decimal('0')}} AS focus_billed,
    EffectiveCost AS file_effective,
    {{decimal('0')}} AS focus_effective,
    1 AS rows_expected,
    0 AS rows_made
  FROM {{table(focus_raw)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_month = {{date(@period_start)}}
  UNION ALL
  SELECT
    InvoiceId AS invoice_id,
    LOWER(ChargeCategory) AS charge_category,
    BillingCurrency AS currency,
    {{decimal('0')}} AS file_billed,
    BilledCost AS focus_billed,
    {{decimal('0')}} AS file_effective,
    EffectiveCost AS focus_effective,
    0 AS rows_expected,
    1 AS rows_made
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_source_system = 'focus_raw'
    AND {{add_days({{day(BillingPeriodStart)}}, 1)}} >= {{date(@period_start)}}
    AND {{add_days({{day(BillingPeriodStart)}}, 1)}} < {{date(@period_end)}}
) AS either_side
GROUP BY invoice_id, charge_category, currency
HAVING {{sum(either_side.file_billed)}} <> {{sum(either_side.focus_billed)}}
  OR {{sum(either_side.file_effective)}} <> {{sum(either_side.focus_effective)}}
  OR {{sum(either_side.rows_expected)}} <> {{sum(either_side.rows_made)}}
ORDER BY invoice_id, charge_category, currency;

-- 4. List cost is set from the exact product, vendors round each row: together they may not drift by a cent.
SELECT
  'list cost differs from the files by 0.01 or more' AS fault,
  currency,
  {{sum(file_cost)}} AS file_cost,
  {{sum(focus_cost)}} AS focus_cost
FROM (
  SELECT
    currency,
    source_list_cost AS file_cost,
    {{decimal('0')}} AS focus_cost
  FROM {{table(cloud_conversion_ledger)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
    AND source_table = 'focus_raw'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    {{decimal('0')}} AS file_cost,
    ListCost AS focus_cost
  FROM {{table(cost_data_standard_1_3)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_source_system = 'focus_raw'
    AND {{add_days({{day(BillingPeriodStart)}}, 1)}} >= {{date(@period_start)}}
    AND {{add_days({{day(BillingPeriodStart)}}, 1)}} < {{date(@period_end)}}
) AS either_side
GROUP BY currency
HAVING ABS({{sum(either_side.file_cost)}} - {{sum(either_side.focus_cost)}}) >= {{decimal('0.01')}}
ORDER BY currency;
