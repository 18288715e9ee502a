SELECT
  BillingCurrency AS currency,
  ChargeCategory AS charge_category,
  /*include family*/ AS family,
  day,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY BillingCurrency, ChargeCategory, family, day
ORDER BY currency, charge_category, family, day
