SELECT
  /*columns*/
FROM /*include detail-range*/
ORDER BY
  ChargePeriodStart, ServiceProviderName, ServiceName, SubAccountId NULLS LAST, ResourceId NULLS LAST,
  SkuPriceId NULLS LAST
