SELECT
  ServiceProviderName AS provider,
  ServiceName AS service,
  ServiceCategory AS service_category,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY ServiceProviderName, ServiceName, ServiceCategory, BillingCurrency
ORDER BY currency, amount DESC, provider, service, service_category
