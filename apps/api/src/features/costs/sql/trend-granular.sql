SELECT
  day,
  /*include family*/ AS category,
  ServiceProviderName AS provider,
  ServiceCategory AS service_category,
  ChargeCategory AS charge_category,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY day, category, ServiceProviderName, ServiceCategory, ChargeCategory, BillingCurrency
ORDER BY day, currency, provider, service_category, category, charge_category
