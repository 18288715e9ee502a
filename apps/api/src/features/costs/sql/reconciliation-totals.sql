SELECT
  currency,
  {{sum(vendor_cost)}} AS vendor_cost,
  {{sum(priced_cost)}} AS priced_cost,
  {{sum(gap)}} AS gap,
  COUNT(*) AS key_count
FROM (
  SELECT DISTINCT
    cost_date, provider, x_pipeline_id, x_credential_id, billing_account_id, gap_key, currency,
    vendor_cost, priced_cost, gap
  FROM {{table(genai_cost_reconciliation_daily)}}
  WHERE /*include reconciliation-filter*/
) AS gap_keys
GROUP BY currency
ORDER BY currency
