(@any_provider = TRUE OR provider = @provider)
  AND (@include_inactive = TRUE OR status = 'ACTIVE')
