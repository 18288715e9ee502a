SELECT
  currency,
  gap_reason,
  {{sum(reason_amount)}} AS amount,
  COUNT(*) AS row_count
FROM {{table(genai_cost_reconciliation_daily)}}
WHERE /*include reconciliation-filter*/
GROUP BY currency, gap_reason
ORDER BY currency, gap_reason NULLS LAST
