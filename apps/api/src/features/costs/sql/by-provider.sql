SELECT
  ServiceProviderName AS provider,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY ServiceProviderName, BillingCurrency
ORDER BY currency, amount DESC, provider
