SELECT
  /*columns*/
FROM /*include detail-range*/
ORDER BY ChargePeriodStart, ServiceProviderName, ServiceName, SubAccountId, ResourceId, SkuPriceId
