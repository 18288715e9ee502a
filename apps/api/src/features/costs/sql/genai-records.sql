SELECT
  {{cast(cost_date, string)}} AS cost_date,
  provider,
  model,
  region,
  meter,
  currency,
  contracted_cost,
  input_cost_usd,
  output_cost_usd,
  total_cost_usd,
  discount_applied_pct,
  price_source,
  quantity,
  unit,
  x_hierarchy_entity_id,
  x_hierarchy_entity_name,
  x_hierarchy_level_code,
  x_hierarchy_path,
  x_hierarchy_path_names
FROM {{table(genai_payg_costs_daily)}}
WHERE cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}}
  AND /*include genai-record-filter*/
ORDER BY cost_date, provider, model, meter, x_source_record_id
LIMIT @limit
