SELECT
  day,
  ServiceProviderName AS provider,
  COALESCE(x_genai_provider, x_cloud_provider) AS registry_key,
  BillingCurrency AS currency,
  ChargeCategory AS charge_category,
  ChargeFrequency AS charge_frequency,
  {{sum(/*include amount*/)}} AS amount,
  {{sum(CASE WHEN x_hierarchy_entity_id IS NULL THEN /*include amount*/ ELSE {{decimal('0')}} END)}} AS unallocated
FROM {{rollup(cost_data_standard_1_3)}}
WHERE day >= {{date(@start)}} AND day < {{date(@end)}}
GROUP BY day, ServiceProviderName, registry_key, BillingCurrency, ChargeCategory, ChargeFrequency
ORDER BY day, provider, currency, charge_category, charge_frequency, registry_key NULLS LAST
