SELECT
  ServiceProviderName AS provider,
  COALESCE(x_genai_provider, x_cloud_provider) AS registry_key,
  SUM(CASE WHEN is_hourly = TRUE THEN row_count ELSE 0 END) AS hourly
FROM {{rollup(cost_data_standard_1_3)}}
WHERE day >= {{date(@start)}} AND day < {{date(@end)}} AND ChargeCategory = 'Usage'
GROUP BY ServiceProviderName, registry_key
HAVING SUM(CASE WHEN is_hourly = TRUE THEN 0 ELSE row_count END) > 0
ORDER BY provider, registry_key
