SELECT DISTINCT
  provider,
  project_id,
  project_name,
  model,
  gap_reason
FROM {{table(genai_cost_reconciliation_daily)}}
WHERE cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}}
ORDER BY provider, project_id NULLS LAST, project_name NULLS LAST, model NULLS LAST, gap_reason NULLS LAST
