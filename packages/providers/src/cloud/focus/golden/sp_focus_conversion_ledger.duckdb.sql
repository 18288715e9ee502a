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
  SUM(CAST(billed_cost AS DECIMAL(38,12))) AS source_billed_cost,
  SUM(CAST(list_cost AS DECIMAL(38,12))) AS source_list_cost,
  plain_text(NULL) AS first_record_id,
  plain_text(NULL) AS last_record_id,
  'focus_raw' AS source_table,
  'focus' AS x_cloud_provider,
  getvariable('account_id') AS x_cloud_account_id
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
      WHEN COALESCE(CommitmentDiscountStatus, '') = 'Unused' THEN CAST('0' AS DECIMAL(38,12))
      WHEN LOWER(ChargeCategory) IN ('usage', 'purchase') THEN COALESCE(ListCost, BilledCost)
      ELSE BilledCost
    END AS list_cost
  FROM "focus_raw"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_month = CAST(getvariable('period_start') AS DATE)
) AS line
GROUP BY payer_account_id, billing_period_start, invoice_id, currency, line_item_group, line_item_type;
