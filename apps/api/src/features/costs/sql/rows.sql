SELECT
  /*columns*/
FROM /*include detail-range*/
ORDER BY
  /*order*/,
  ChargePeriodStart, ServiceProviderName, ServiceName, SubAccountId NULLS LAST, ResourceId NULLS LAST,
  SkuPriceId NULLS LAST, ChargeCategory, x_source_record_id NULLS LAST, BilledCost, EffectiveCost
LIMIT @limit OFFSET @offset
