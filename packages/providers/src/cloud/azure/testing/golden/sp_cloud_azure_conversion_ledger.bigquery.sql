WITH delivered AS (
  SELECT
    'cloud_azure_billing_raw_daily' AS source_table,
    amortized_delivery_id IS NOT NULL AS has_amortized,
    charge_type, pricing_model, benefit_id, reservation_id, product_order_id, billing_account_id, billing_profile_id,
    invoice_id, billing_currency, pricing_currency, exchange_rate, unit_of_measure, usage_quantity, counted_quantity,
    cost_in_billing_currency, cost_in_pricing_currency, list_cost_in_billing_currency, effective_price, unit_price,
    list_price, x_cloud_account_id, x_source_record_id
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_azure_billing_raw_daily`)
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS source_table,
    TRUE AS has_amortized,
    charge_type, pricing_model, benefit_id, reservation_id, product_order_id, billing_account_id, billing_profile_id,
    invoice_id, billing_currency, pricing_currency, exchange_rate, unit_of_measure, usage_quantity, counted_quantity,
    cost_in_billing_currency, cost_in_pricing_currency, list_cost_in_billing_currency, effective_price, unit_price,
    list_price, x_cloud_account_id, x_source_record_id
  FROM (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_azure_amortized_raw_daily`)
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND x_pipeline_run_date = CAST(@period_start AS DATE)
),

spelled AS (
  SELECT
    delivered.*,
    LOWER(REPLACE(charge_type, ' ', '')) AS charge,
    CASE
      WHEN LOWER(REPLACE(COALESCE(pricing_model, ''), ' ', '')) IN ('reservation', 'savingsplan') THEN TRUE
      WHEN COALESCE(pricing_model, '') = '' THEN COALESCE(benefit_id, reservation_id) IS NOT NULL
      ELSE FALSE
    END AS is_commitment,
    LOWER(REPLACE(COALESCE(pricing_model, ''), ' ', '')) IN ('', 'ondemand', 'spot', 'reservation', 'savingsplan') AS knows_model
  FROM delivered
),

line AS (
  SELECT
    spelled.*,
    CASE charge
      WHEN 'usage' THEN CASE WHEN is_commitment THEN 'CoveredUsage' ELSE 'Usage' END
      WHEN 'unusedreservation' THEN 'Unused'
      WHEN 'unusedsavingsplan' THEN 'Unused'
      WHEN 'purchase' THEN CASE WHEN is_commitment THEN 'Commitment' ELSE 'Purchase' END
      WHEN 'refund' THEN CASE WHEN is_commitment THEN 'CommitmentRefund' ELSE 'Refund' END
      WHEN 'tax' THEN 'Tax'
      WHEN 'credit' THEN 'Credit'
      WHEN 'adjustment' THEN 'Adjustment'
      WHEN 'roundingadjustment' THEN 'Adjustment'
    END AS kind,
    COALESCE(benefit_id, reservation_id, product_order_id) IS NOT NULL AS names_commitment
  FROM spelled
),

disposed AS (
  SELECT
    line.*,
    CASE
      WHEN kind IS NULL OR NOT knows_model THEN NULL
      WHEN kind IN ('CoveredUsage', 'Unused', 'Commitment', 'CommitmentRefund') AND NOT names_commitment THEN NULL
      WHEN source_table = 'cloud_azure_billing_raw_daily' THEN
        CASE
          WHEN kind NOT IN ('CoveredUsage', 'Unused') THEN 'row'
          WHEN cost_in_billing_currency <> BIGNUMERIC '0' THEN NULL
          WHEN has_amortized THEN 'folded_into'
          ELSE 'informational'
        END
      WHEN kind IN ('CoveredUsage', 'Unused') THEN 'row'
      WHEN kind IN ('Commitment', 'CommitmentRefund') THEN CASE WHEN cost_in_billing_currency = BIGNUMERIC '0' THEN 'informational' END
      ELSE 'folded_into'
    END AS disposition,
    COALESCE(unit_price, effective_price, list_price) AS stated_price
  FROM line
),

 
listed AS (
  SELECT
    disposed.*,
    CASE
      WHEN disposition <> 'row' OR kind = 'Unused' THEN BIGNUMERIC '0'
      WHEN kind NOT IN ('Usage', 'CoveredUsage') THEN cost_in_billing_currency
      WHEN list_cost_in_billing_currency IS NOT NULL THEN list_cost_in_billing_currency
      WHEN usage_quantity IS NULL OR stated_price IS NULL
        OR (cost_in_billing_currency <> BIGNUMERIC '0' AND (stated_price = BIGNUMERIC '0' OR usage_quantity = BIGNUMERIC '0')) THEN cost_in_billing_currency
      WHEN pricing_currency <> billing_currency AND exchange_rate IS NULL THEN cost_in_billing_currency
      ELSE
        ROUND(CAST(ROUND(CAST(ABS(CASE WHEN list_price IS NULL OR (list_price = BIGNUMERIC '0' AND stated_price <> BIGNUMERIC '0') THEN stated_price ELSE list_price END) AS BIGNUMERIC) * CAST(CASE WHEN pricing_currency <> billing_currency THEN exchange_rate ELSE BIGNUMERIC '1' END AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC) * CAST(CASE WHEN stated_price < BIGNUMERIC '0' THEN -ABS(usage_quantity) ELSE usage_quantity END AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')
    END AS list_amount,
    CASE
      WHEN counted_quantity IS NOT NULL OR COALESCE(unit.block_size, BIGNUMERIC '1') = BIGNUMERIC '1' OR kind NOT IN ('Usage', 'CoveredUsage')
        OR list_cost_in_billing_currency IS NOT NULL OR cost_in_billing_currency = BIGNUMERIC '0' THEN BIGNUMERIC '1'
      WHEN ABS(ROUND(CAST(COALESCE(effective_price, unit_price) AS BIGNUMERIC) * CAST(usage_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') - CASE WHEN pricing_currency <> billing_currency THEN cost_in_pricing_currency ELSE cost_in_billing_currency END)
        > ABS(`acme_prod`.`money_div`(CAST(ROUND(CAST(COALESCE(effective_price, unit_price) AS BIGNUMERIC) * CAST(usage_quantity AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), CAST(unit.block_size AS BIGNUMERIC)) - CASE WHEN pricing_currency <> billing_currency THEN cost_in_pricing_currency ELSE cost_in_billing_currency END)
        THEN unit.block_size
      ELSE BIGNUMERIC '1'
    END AS list_divisor
  FROM disposed
  LEFT JOIN (SELECT * EXCEPT (x_slice_id) FROM `acme_prod`.`cloud_azure_unit_reference`) AS unit ON unit.code = TRIM(disposed.unit_of_measure)
)

SELECT
  CASE
    WHEN billing_profile_id IS NOT NULL AND billing_profile_id <> COALESCE(billing_account_id, '') THEN billing_profile_id
    ELSE COALESCE(billing_account_id, x_cloud_account_id)
  END AS payer_account_id,
  CAST(@period_start AS DATE) AS billing_period_start,
  invoice_id,
  billing_currency AS currency,
  COALESCE(kind, charge_type) AS line_item_group,
  charge_type AS line_item_type,
  disposition,
  COUNT(*) AS source_lines,
  COUNT(CASE WHEN disposition = 'row' THEN 1 END) AS focus_rows,
  SUM(CAST(CASE WHEN source_table = 'cloud_azure_billing_raw_daily' THEN cost_in_billing_currency ELSE BIGNUMERIC '0' END AS BIGNUMERIC)) AS source_billed_cost,
  SUM(CAST(CASE WHEN list_divisor = BIGNUMERIC '1' THEN list_amount ELSE `acme_prod`.`money_div`(CAST(list_amount AS BIGNUMERIC), CAST(list_divisor AS BIGNUMERIC)) END AS BIGNUMERIC)) AS source_list_cost,
  SUM(CAST(CASE WHEN source_table = 'cloud_azure_amortized_raw_daily' THEN cost_in_billing_currency END AS BIGNUMERIC)) AS source_effective_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  source_table,
  'azure' AS x_cloud_provider,
  x_cloud_account_id
FROM listed
GROUP BY
  billing_profile_id, billing_account_id, x_cloud_account_id, invoice_id, billing_currency, kind, charge_type, disposition,
  source_table, CASE WHEN disposition IS NULL THEN x_source_record_id END
