CASE
    WHEN x_genai_provider IS NOT NULL THEN 'genai'
    WHEN x_charge_origin IN ('manual_plan', 'amortized') THEN 'subscription'
    ELSE 'cloud'
  END
