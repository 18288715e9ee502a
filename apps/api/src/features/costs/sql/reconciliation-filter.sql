cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}}
  AND (@any_provider = TRUE OR {{in_list(provider, providers)}})
  AND (@any_project = TRUE OR {{in_list(project_id, projects)}})
  AND (@any_model = TRUE OR {{in_list(model, models)}})
  AND (@any_reason = TRUE OR {{in_list(gap_reason, reasons)}})
  AND (@only_gaps = FALSE OR gap_reason IS NOT NULL)
  AND (@only_settled = FALSE OR settled = TRUE)
