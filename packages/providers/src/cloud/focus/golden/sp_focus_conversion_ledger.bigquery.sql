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
  SUM(CAST(billed_cost AS BIGNUMERIC)) AS source_billed_cost,
  SUM(CAST(list_cost AS BIGNUMERIC)) AS source_list_cost,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS first_record_id,
  REGEXP_REPLACE(CAST(NULL AS STRING), r'^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$', r'\1T\2Z') AS last_record_id,
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
      WHEN COALESCE(CommitmentDiscountStatus, '') = 'Unused' THEN BIGNUMERIC '0'
      WHEN LOWER(ChargeCategory) IN ('usage', 'purchase') THEN COALESCE(ListCost, BilledCost)
      ELSE BilledCost
    END AS list_cost
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`focus_raw`)
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_month = CAST(@period_start AS DATE)
) AS line
GROUP BY payer_account_id, billing_period_start, invoice_id, currency, line_item_group, line_item_type;
