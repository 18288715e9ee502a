SELECT
  provider,
  model,
  currency,
  {{sum(contracted_cost)}} AS cost,
  COUNT(*) AS row_count
FROM {{table(genai_payg_costs_daily)}}
WHERE cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}}
GROUP BY provider, model, currency
ORDER BY provider, model, currency NULLS LAST
