(@any_provider = TRUE
    OR {{in_list(LOWER(ServiceProviderName), provider_names)}}
    OR {{in_list(x_genai_provider, provider_keys)}}
    OR {{in_list(x_cloud_provider, provider_keys)}})
  AND (@any_category = TRUE OR {{in_list(ServiceCategory, service_categories)}})
  AND (@any_service = TRUE OR {{in_list(ServiceName, services)}})
  AND (@any_charge_category = TRUE OR {{in_list(ChargeCategory, charge_categories)}})
  AND (@any_account = TRUE
    OR {{in_list(SubAccountId, accounts)}}
    OR {{in_list(BillingAccountId, accounts)}})
  AND (@any_region = TRUE OR {{in_list(RegionId, regions)}})
  AND (@include_tax = TRUE OR ChargeCategory <> 'Tax')
  AND (@include_credits = TRUE OR ChargeCategory <> 'Credit')
  AND (@path = '' OR STARTS_WITH(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @path))
  AND (@entity = '' OR CONCAT('/', x_hierarchy_entity_id, '/') = @entity
    OR STRPOS(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @entity) > 0)
  AND (@department = '' OR STRPOS(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @department) > 0)
  AND (@project = '' OR STRPOS(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @project) > 0)
  AND (@team = '' OR STRPOS(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @team) > 0)
