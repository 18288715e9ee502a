{{table(cost_data_standard_1_3)}}
WHERE ChargePeriodStart >= {{timestamp(@utc_start)}} AND ChargePeriodStart < {{timestamp(@utc_end)}}
  AND {{report_day(ChargePeriodStart, ChargePeriodEnd)}} >= {{date(@start)}}
  AND {{report_day(ChargePeriodStart, ChargePeriodEnd)}} < {{date(@end)}}
  AND /*include filter*/
  AND (@search = ''
    OR STRPOS(LOWER(COALESCE(ChargeDescription, '')), @search) > 0
    OR STRPOS(LOWER(COALESCE(ResourceId, '')), @search) > 0
    OR STRPOS(LOWER(COALESCE(ResourceName, '')), @search) > 0
    OR STRPOS(LOWER(COALESCE(SkuId, '')), @search) > 0
    OR STRPOS(LOWER(COALESCE(SkuMeter, '')), @search) > 0
    OR STRPOS(LOWER(ServiceName), @search) > 0
    OR STRPOS(LOWER(COALESCE(SubAccountName, '')), @search) > 0)
