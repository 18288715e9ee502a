SELECT
  provider,
  model,
  model_family,
  model_version,
  region,
  currency,
  input_per_1m,
  output_per_1m,
  cached_input_per_1m,
  cached_write_per_1m,
  batch_input_per_1m,
  batch_output_per_1m,
  cached_discount_pct,
  batch_discount_pct,
  {{cast(effective_from, string)}} AS effective_from,
  {{cast(effective_to, string)}} AS effective_to,
  status,
  is_override,
  override_input_per_1m,
  override_output_per_1m,
  {{cast(override_effective_from, string)}} AS override_effective_from,
  override_notes,
  prices
FROM {{table(genai_payg_pricing)}}
WHERE /*include pricing-filter*/
ORDER BY provider, model, region, currency NULLS LAST
LIMIT @limit OFFSET @offset
