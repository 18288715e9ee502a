(@any_provider = TRUE OR provider = @provider)
  AND (@path = '' OR STARTS_WITH(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @path))
  AND (@entity = '' OR CONCAT('/', x_hierarchy_entity_id, '/') = @entity
    OR STRPOS(CONCAT('/', TRIM(x_hierarchy_path, '/'), '/'), @entity) > 0)
