WITH delivered AS (
  SELECT
    'cloud_azure_billing_raw_daily' AS source_table,
    amortized_delivery_id IS NOT NULL AS has_amortized,
    charge_type, pricing_model, benefit_id, reservation_id, product_order_id, billing_account_id, billing_profile_id,
    invoice_id, billing_currency, pricing_currency, exchange_rate, unit_of_measure, usage_quantity, counted_quantity,
    cost_in_billing_currency, cost_in_pricing_currency, list_cost_in_billing_currency, effective_price, unit_price,
    list_price, x_cloud_account_id, x_source_record_id
  FROM "cloud_azure_billing_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    'cloud_azure_amortized_raw_daily' AS source_table,
    TRUE AS has_amortized,
    charge_type, pricing_model, benefit_id, reservation_id, product_order_id, billing_account_id, billing_profile_id,
    invoice_id, billing_currency, pricing_currency, exchange_rate, unit_of_measure, usage_quantity, counted_quantity,
    cost_in_billing_currency, cost_in_pricing_currency, list_cost_in_billing_currency, effective_price, unit_price,
    list_price, x_cloud_account_id, x_source_record_id
  FROM "cloud_azure_amortized_raw_daily"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_pipeline_run_date = CAST(getvariable('period_start') AS DATE)
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
          WHEN cost_in_billing_currency <> CAST('0' AS DECIMAL(38,12)) THEN NULL
          WHEN has_amortized THEN 'folded_into'
          ELSE 'informational'
        END
      WHEN kind IN ('CoveredUsage', 'Unused') THEN 'row'
      WHEN kind IN ('Commitment', 'CommitmentRefund') THEN CASE WHEN cost_in_billing_currency = CAST('0' AS DECIMAL(38,12)) THEN 'informational' END
      ELSE 'folded_into'
    END AS disposition,
    COALESCE(unit_price, effective_price, list_price) AS stated_price
  FROM line
),

 
listed AS (
  SELECT
    disposed.*,
    CASE
      WHEN disposition <> 'row' OR kind = 'Unused' THEN CAST('0' AS DECIMAL(38,12))
      WHEN kind NOT IN ('Usage', 'CoveredUsage') THEN cost_in_billing_currency
      WHEN list_cost_in_billing_currency IS NOT NULL THEN list_cost_in_billing_currency
      WHEN usage_quantity IS NULL OR stated_price IS NULL
        OR (cost_in_billing_currency <> CAST('0' AS DECIMAL(38,12)) AND (stated_price = CAST('0' AS DECIMAL(38,12)) OR usage_quantity = CAST('0' AS DECIMAL(38,12)))) THEN cost_in_billing_currency
      WHEN pricing_currency <> billing_currency AND exchange_rate IS NULL THEN cost_in_billing_currency
      ELSE
        money_mul(money_mul(ABS(CASE WHEN list_price IS NULL OR (list_price = CAST('0' AS DECIMAL(38,12)) AND stated_price <> CAST('0' AS DECIMAL(38,12))) THEN stated_price ELSE list_price END), CASE WHEN pricing_currency <> billing_currency THEN exchange_rate ELSE CAST('1' AS DECIMAL(38,12)) END), CASE WHEN stated_price < CAST('0' AS DECIMAL(38,12)) THEN -ABS(usage_quantity) ELSE usage_quantity END)
    END AS list_amount,
    CASE
      WHEN counted_quantity IS NOT NULL OR COALESCE(unit.block_size, CAST('1' AS DECIMAL(38,12))) = CAST('1' AS DECIMAL(38,12)) OR kind NOT IN ('Usage', 'CoveredUsage')
        OR list_cost_in_billing_currency IS NOT NULL OR cost_in_billing_currency = CAST('0' AS DECIMAL(38,12)) THEN CAST('1' AS DECIMAL(38,12))
      WHEN ABS(money_mul(COALESCE(effective_price, unit_price), usage_quantity) - CASE WHEN pricing_currency <> billing_currency THEN cost_in_pricing_currency ELSE cost_in_billing_currency END)
        > ABS(money_div(money_mul(COALESCE(effective_price, unit_price), usage_quantity), unit.block_size) - CASE WHEN pricing_currency <> billing_currency THEN cost_in_pricing_currency ELSE cost_in_billing_currency END)
        THEN unit.block_size
      ELSE CAST('1' AS DECIMAL(38,12))
    END AS list_divisor
  FROM disposed
  LEFT JOIN "cloud_azure_unit_reference" AS unit ON unit.code = TRIM(disposed.unit_of_measure)
)

SELECT
  CASE
    WHEN billing_profile_id IS NOT NULL AND billing_profile_id <> COALESCE(billing_account_id, '') THEN billing_profile_id
    ELSE COALESCE(billing_account_id, x_cloud_account_id)
  END AS payer_account_id,
  CAST(getvariable('period_start') AS DATE) AS billing_period_start,
  invoice_id,
  billing_currency AS currency,
  COALESCE(kind, charge_type) AS line_item_group,
  charge_type AS line_item_type,
  disposition,
  COUNT(*) AS source_lines,
  COUNT(CASE WHEN disposition = 'row' THEN 1 END) AS focus_rows,
  SUM(CAST(CASE WHEN source_table = 'cloud_azure_billing_raw_daily' THEN cost_in_billing_currency ELSE CAST('0' AS DECIMAL(38,12)) END AS DECIMAL(38,12))) AS source_billed_cost,
  SUM(CAST(CASE WHEN list_divisor = CAST('1' AS DECIMAL(38,12)) THEN list_amount ELSE money_div(list_amount, list_divisor) END AS DECIMAL(38,12))) AS source_list_cost,
  SUM(CAST(CASE WHEN source_table = 'cloud_azure_amortized_raw_daily' THEN cost_in_billing_currency END AS DECIMAL(38,12))) AS source_effective_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  source_table,
  'azure' AS x_cloud_provider,
  x_cloud_account_id
FROM listed
GROUP BY
  billing_profile_id, billing_account_id, x_cloud_account_id, invoice_id, billing_currency, kind, charge_type, disposition,
  source_table, CASE WHEN disposition IS NULL THEN x_source_record_id END
