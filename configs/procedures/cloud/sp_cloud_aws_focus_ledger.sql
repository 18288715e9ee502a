/*---
name: sp_cloud_aws_focus_ledger
description: What becomes of every line of an AWS FOCUS export in sp_cloud_aws_focus_1_2_to_1_3, added up by invoice and charge category. Every line makes one row.
parameters: []
source: cloud_aws_focus_raw_daily
target: cloud_conversion_ledger
slice: month
---*/
SELECT
  BillingAccountId AS payer_account_id,
  billing_period_start,
  InvoiceId AS invoice_id,
  BillingCurrency AS currency,
  ChargeCategory AS line_item_group,
  ChargeCategory AS line_item_type,
  CASE WHEN ChargeCategory IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment') THEN 'row' END AS disposition,
  COUNT(*) AS source_lines,
  COUNT(*) AS focus_rows,
  {{sum(BilledCost)}} AS source_billed_cost,
  {{sum(CASE
    WHEN CommitmentDiscountStatus = 'Unused' THEN {{decimal('0')}}
    WHEN ChargeCategory IN ('Usage', 'Purchase') AND NOT (COALESCE(ChargeClass, '') = 'Correction' AND SkuId IS NULL) THEN COALESCE(ListCost, BilledCost)
    ELSE BilledCost
  END)}} AS source_list_cost,
  {{cast(NULL, string)}} AS first_record_id,
  {{cast(NULL, string)}} AS last_record_id,
  'cloud_aws_focus_raw_daily' AS source_table,
  'aws' AS x_cloud_provider,
  @account_id AS x_cloud_account_id
FROM {{table(cloud_aws_focus_raw_daily)}}
WHERE x_credential_id = @credential_id
  AND x_cloud_account_id = @account_id
  AND billing_period_start = {{date(@period_start)}}
GROUP BY BillingAccountId, billing_period_start, InvoiceId, BillingCurrency, ChargeCategory;
