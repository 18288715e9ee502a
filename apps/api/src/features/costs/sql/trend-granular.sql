SELECT
  day,
  /*include family*/ AS category,
  ServiceProviderName AS provider,
  ServiceCategory AS service_category,
  x_hierarchy_entity_id AS hierarchy_entity_id,
  x_hierarchy_path AS hierarchy_path,
  BillingCurrency AS currency,
  /*include measures*/
FROM /*include rollup-range*/
GROUP BY day, category, ServiceProviderName, ServiceCategory, x_hierarchy_entity_id, x_hierarchy_path, BillingCurrency
ORDER BY day, currency, provider, service_category, category, hierarchy_path, hierarchy_entity_id
