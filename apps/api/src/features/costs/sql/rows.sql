SELECT
  /*columns*/
FROM /*include detail-range*/
ORDER BY
  /*order*/,
  ChargePeriodStart, ServiceProviderName, ServiceName, SubAccountId, ResourceId, SkuPriceId, ChargeCategory,
  x_source_record_id, BilledCost, EffectiveCost
LIMIT @limit OFFSET @offset
