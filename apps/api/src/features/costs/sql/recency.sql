SELECT
  {{month_text(ChargePeriodStart)}} AS charge_month,
  COUNT(*) AS record_count,
  MAX(x_ingested_at) AS last_updated,
  SUM(CASE WHEN x_billing_status = 'final' THEN 0 ELSE 1 END) AS not_final
FROM {{table(cost_data_standard_1_3)}}
WHERE ChargePeriodStart >= {{timestamp(@utc_start)}} AND ChargePeriodStart < {{timestamp(@utc_end)}}
GROUP BY charge_month
ORDER BY charge_month
