SELECT
  {{cast(usage_date, string)}} AS usage_date,
  provider,
  model,
  region,
  input_tokens,
  output_tokens,
  total_tokens,
  request_count,
  unit_quantity,
  unit,
  x_hierarchy_entity_id,
  x_hierarchy_entity_name,
  x_hierarchy_level_code,
  x_hierarchy_path,
  x_hierarchy_path_names
FROM {{table(genai_payg_usage_raw)}}
WHERE usage_date >= {{date(@start)}} AND usage_date < {{date(@end)}}
  AND /*include genai-record-filter*/
ORDER BY usage_date, provider, model, x_source_record_id
LIMIT @limit
