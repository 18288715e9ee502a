SELECT
  day,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
  AND (@family = '' OR @family = /*include family*/)
GROUP BY day, BillingCurrency
ORDER BY day, currency
