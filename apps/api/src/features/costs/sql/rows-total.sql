SELECT
  BillingCurrency AS currency,
  COUNT(*) AS record_count,
  {{sum(BilledCost)}} AS billed_cost,
  {{sum(EffectiveCost)}} AS effective_cost
FROM /*include detail-range*/
GROUP BY BillingCurrency
ORDER BY currency
