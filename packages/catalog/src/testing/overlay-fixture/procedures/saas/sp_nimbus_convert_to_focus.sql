/*---
name: sp_nimbus_convert_to_focus
description: One charge per usage record, billed as Nimbus states it.
source: nimbus_usage_raw
target: cost_data_standard_1_3
slice: day
---*/
SELECT
  'nimbus' AS BillingAccountId,
  'Nimbus' AS BillingAccountName,
  'Organization' AS BillingAccountType,
  project AS SubAccountId,
  project AS SubAccountName,
  CASE WHEN project IS NULL THEN NULL ELSE 'Project' END AS SubAccountType,
  amount AS BilledCost,
  amount AS EffectiveCost,
  amount AS ListCost,
  amount AS ContractedCost,
  currency AS BillingCurrency,
  currency AS PricingCurrency,
  amount AS PricingCurrencyEffectiveCost,
  {{timestamp({{date_trunc(month, day)}})}} AS BillingPeriodStart,
  {{timestamp({{add_months({{date_trunc(month, day)}}, 1)}})}} AS BillingPeriodEnd,
  {{timestamp(day)}} AS ChargePeriodStart,
  {{timestamp({{add_days(day, 1)}})}} AS ChargePeriodEnd,
  'Adjustment' AS ChargeCategory,
  'Usage-Based' AS ChargeFrequency,
  'Transcription' AS ChargeDescription,
  'Nimbus' AS ServiceProviderName,
  'Nimbus' AS ProviderName,
  'Nimbus' AS PublisherName,
  'Nimbus' AS HostProviderName,
  'Nimbus' AS InvoiceIssuerName,
  'Nimbus Transcription' AS ServiceName,
  'AI and Machine Learning' AS ServiceCategory,
  'Natural Language Processing' AS ServiceSubcategory,
  'vendor_bill' AS x_charge_origin,
  'vendor_cost_api' AS x_billed_source,
  record_id AS x_source_record_id
FROM {{table(nimbus_usage_raw)}}
WHERE x_credential_id = @credential_id AND day >= @period_start AND day < @period_end
