SELECT COUNT(*) AS row_count
FROM {{table(genai_payg_pricing)}}
WHERE /*include pricing-filter*/
