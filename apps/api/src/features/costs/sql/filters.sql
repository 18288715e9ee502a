WITH costs AS (
  SELECT
    ServiceProviderName, ServiceCategory, ServiceName, ChargeCategory, SubAccountId, SubAccountName, RegionId,
    BillingCurrency, x_hierarchy_entity_id, x_hierarchy_entity_name, x_hierarchy_path
  FROM {{rollup(cost_data_standard_1_3)}}
  WHERE day >= {{date(@start)}} AND day < {{date(@end)}}
)
SELECT DISTINCT 'provider' AS kind, ServiceProviderName AS value, ServiceProviderName AS label FROM costs
UNION ALL
SELECT DISTINCT 'service_category', ServiceCategory, ServiceCategory FROM costs
UNION ALL
SELECT DISTINCT 'service', ServiceName, ServiceName FROM costs
UNION ALL
SELECT DISTINCT 'charge_category', ChargeCategory, ChargeCategory FROM costs
UNION ALL
SELECT 'account', SubAccountId, MAX(COALESCE(SubAccountName, SubAccountId)) FROM costs WHERE SubAccountId IS NOT NULL GROUP BY SubAccountId
UNION ALL
SELECT DISTINCT 'region', RegionId, RegionId FROM costs WHERE RegionId IS NOT NULL
UNION ALL
SELECT DISTINCT 'currency', BillingCurrency, BillingCurrency FROM costs
UNION ALL
SELECT 'entity', COALESCE(x_hierarchy_path, x_hierarchy_entity_id), MAX(COALESCE(x_hierarchy_entity_name, x_hierarchy_entity_id))
FROM costs WHERE x_hierarchy_entity_id IS NOT NULL GROUP BY COALESCE(x_hierarchy_path, x_hierarchy_entity_id)
ORDER BY kind, label, value
