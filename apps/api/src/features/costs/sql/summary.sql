SELECT
  BillingCurrency AS currency,
  ChargeCategory AS charge_category,
  /*include family*/ AS family,
  MIN(day) AS first_day,
  MAX(day) AS last_day,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY BillingCurrency, ChargeCategory, family
ORDER BY currency, charge_category, family
