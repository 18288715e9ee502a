SELECT
  provider,
  model,
  unit,
  {{sum(quantity)}} AS quantity,
  COUNT(DISTINCT cost_date) AS days
FROM {{table(genai_payg_costs_daily)}}
WHERE cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}} AND is_priced = FALSE
GROUP BY provider, model, unit
ORDER BY provider, model, unit
