SELECT
  ServiceProviderName AS provider,
  ServiceName AS service,
  ServiceCategory AS service_category,
  SubAccountId AS account_id,
  SubAccountName AS account_name,
  x_genai_provider AS genai_provider,
  x_genai_model AS model,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
  AND @family = /*include family*/
GROUP BY
  ServiceProviderName, ServiceName, ServiceCategory, SubAccountId, SubAccountName, x_genai_provider, x_genai_model,
  BillingCurrency
ORDER BY currency, amount DESC, provider, service, account_id, model
