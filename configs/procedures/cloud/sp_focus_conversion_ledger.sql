/*---
name: sp_focus_conversion_ledger
description: What becomes of every row of imported FOCUS files in sp_convert_focus_to_1_3, added up by invoice and charge category. Every row makes one row.
parameters: []
source: focus_raw
target: cloud_conversion_ledger
slice: month
---*/
SELECT
  payer_account_id,
  billing_period_start,
  invoice_id,
  currency,
  line_item_group,
  line_item_type,
  CASE WHEN line_item_group IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment') THEN 'row' END AS disposition,
  COUNT(*) AS source_lines,
  COUNT(*) AS focus_rows,
  {{sum(billed_cost)}} AS source_billed_cost,
  {{sum(list_cost)}} AS source_list_cost,
  {{cast(NULL, string)}} AS first_record_id,
  {{cast(NULL, string)}} AS last_record_id,
  'focus_raw' AS source_table,
  'focus' AS x_cloud_provider,
  @account_id AS x_cloud_account_id
FROM (
  SELECT
    BillingAccountId AS payer_account_id,
    billing_month AS billing_period_start,
    InvoiceId AS invoice_id,
    BillingCurrency AS currency,
    COALESCE(CASE LOWER(ChargeCategory)
      WHEN 'usage' THEN 'Usage'
      WHEN 'purchase' THEN 'Purchase'
      WHEN 'tax' THEN 'Tax'
      WHEN 'credit' THEN 'Credit'
      WHEN 'adjustment' THEN 'Adjustment'
    END, ChargeCategory) AS line_item_group,
    ChargeCategory AS line_item_type,
    BilledCost AS billed_cost,
    CASE
      WHEN COALESCE(CommitmentDiscountStatus, '') = 'Unused' THEN {{decimal('0')}}
      WHEN LOWER(ChargeCategory) IN ('usage', 'purchase') THEN COALESCE(ListCost, BilledCost)
      ELSE BilledCost
    END AS list_cost
  FROM {{table(focus_raw)}}
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_month = {{date(@period_start)}}
) AS line
GROUP BY payer_account_id, billing_period_start, invoice_id, currency, line_item_group, line_item_type;
