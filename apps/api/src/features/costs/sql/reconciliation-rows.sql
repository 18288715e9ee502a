SELECT
  {{cast(cost_date, string)}} AS cost_date,
  provider,
  billing_account_id,
  project_id,
  project_name,
  gap_key,
  line_item,
  model,
  service_tier,
  currency,
  vendor_cost,
  priced_cost,
  gap,
  gap_reason,
  reason_amount,
  settled
FROM {{table(genai_cost_reconciliation_daily)}}
WHERE /*include reconciliation-filter*/
ORDER BY
  /*order*/,
  cost_date, provider, billing_account_id, gap_key, currency, gap_reason NULLS LAST, x_source_record_id
