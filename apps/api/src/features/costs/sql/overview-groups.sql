SELECT
  ServiceProviderName AS provider,
  ServiceName AS service,
  ServiceCategory AS service_category,
  BillingCurrency AS currency,
  {{sum(CASE WHEN day >= {{date(@month_start)}} THEN /*include amount*/ ELSE {{decimal('0')}} END)}} AS amount,
  {{sum(CASE WHEN day < {{date(@previous_end)}} THEN /*include amount*/ ELSE {{decimal('0')}} END)}} AS previous_amount
FROM {{rollup(cost_data_standard_1_3)}}
WHERE day >= {{date(@previous_start)}} AND day < {{date(@month_end)}}
  AND (day < {{date(@previous_end)}} OR day >= {{date(@month_start)}})
  AND (@include_tax = TRUE OR ChargeCategory <> 'Tax')
  AND (@include_credits = TRUE OR ChargeCategory <> 'Credit')
GROUP BY ServiceProviderName, ServiceName, ServiceCategory, BillingCurrency
ORDER BY currency, provider, service, service_category
