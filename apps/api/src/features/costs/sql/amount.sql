CASE @metric
    WHEN 'billed' THEN billed_cost
    WHEN 'list' THEN accrual_list_cost
    WHEN 'contracted' THEN accrual_contracted_cost
    ELSE effective_cost
  END
