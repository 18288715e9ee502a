SELECT
  'charge category without a disposition' AS fault,
  line_item_type AS charge_category,
  invoice_id,
  source_lines AS lines,
  source_billed_cost AS billed,
  currency
FROM "cloud_conversion_ledger"
WHERE x_credential_id = getvariable('credential_id')
  AND x_cloud_account_id = getvariable('account_id')
  AND billing_period_start = CAST(getvariable('period_start') AS DATE)
  AND source_table = 'focus_raw'
  AND disposition IS NULL
UNION ALL
SELECT
  'rows name neither ServiceProviderName nor ProviderName, PublisherName or InvoiceIssuerName' AS fault,
  ChargeCategory AS charge_category,
  InvoiceId AS invoice_id,
  COUNT(*) AS lines,
  SUM(CAST(BilledCost AS DECIMAL(38,12))) AS billed,
  BillingCurrency AS currency
FROM "focus_raw"
WHERE x_credential_id = getvariable('credential_id')
  AND x_cloud_account_id = getvariable('account_id')
  AND billing_month = CAST(getvariable('period_start') AS DATE)
  AND COALESCE(ServiceProviderName, ProviderName, PublisherName, InvoiceIssuerName) IS NULL
GROUP BY ChargeCategory, InvoiceId, BillingCurrency
ORDER BY fault, charge_category, invoice_id;

SELECT
  'ledger does not add up to the files' AS fault,
  invoice_id,
  currency,
  strict_int64(SUM(CAST(file_rows AS DECIMAL(38,12)))) AS file_rows,
  strict_int64(SUM(CAST(ledger_rows AS DECIMAL(38,12)))) AS ledger_rows,
  SUM(CAST(file_cost AS DECIMAL(38,12))) AS file_cost,
  SUM(CAST(ledger_cost AS DECIMAL(38,12))) AS ledger_cost
FROM (
  SELECT
    InvoiceId AS invoice_id,
    BillingCurrency AS currency,
    1 AS file_rows,
    0 AS ledger_rows,
    BilledCost AS file_cost,
    CAST('0' AS DECIMAL(38,12)) AS ledger_cost
  FROM "focus_raw"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_month = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    invoice_id,
    currency,
    0 AS file_rows,
    source_lines AS ledger_rows,
    CAST('0' AS DECIMAL(38,12)) AS file_cost,
    source_billed_cost AS ledger_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_period_start = CAST(getvariable('period_start') AS DATE)
    AND source_table = 'focus_raw'
) AS either_side
GROUP BY invoice_id, currency
HAVING SUM(CAST(either_side.file_rows AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_rows AS DECIMAL(38,12))) OR SUM(CAST(either_side.file_cost AS DECIMAL(38,12))) <> SUM(CAST(either_side.ledger_cost AS DECIMAL(38,12)))
ORDER BY invoice_id, currency;

SELECT
  'billed or effective cost differs from the files' AS fault,
  invoice_id,
  charge_category,
  currency,
  SUM(CAST(file_billed AS DECIMAL(38,12))) AS file_billed,
  SUM(CAST(focus_billed AS DECIMAL(38,12))) AS focus_billed,
  SUM(CAST(file_effective AS DECIMAL(38,12))) AS file_effective,
  SUM(CAST(focus_effective AS DECIMAL(38,12))) AS focus_effective,
  strict_int64(SUM(CAST(rows_expected AS DECIMAL(38,12)))) AS rows_expected,
  strict_int64(SUM(CAST(rows_made AS DECIMAL(38,12)))) AS rows_made
FROM (
  SELECT
    InvoiceId AS invoice_id,
    LOWER(ChargeCategory) AS charge_category,
    BillingCurrency AS currency,
    BilledCost AS file_billed,
    CAST('0' AS DECIMAL(38,12)) AS focus_billed,
    EffectiveCost AS file_effective,
    CAST('0' AS DECIMAL(38,12)) AS focus_effective,
    1 AS rows_expected,
    0 AS rows_made
  FROM "focus_raw"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_month = CAST(getvariable('period_start') AS DATE)
  UNION ALL
  SELECT
    InvoiceId AS invoice_id,
    LOWER(ChargeCategory) AS charge_category,
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS file_billed,
    BilledCost AS focus_billed,
    CAST('0' AS DECIMAL(38,12)) AS file_effective,
    EffectiveCost AS focus_effective,
    0 AS rows_expected,
    1 AS rows_made
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_source_system = 'focus_raw'
    AND (CAST(CAST(BillingPeriodStart AS DATE) AS DATE) + CAST(1 AS INTEGER)) >= CAST(getvariable('period_start') AS DATE)
    AND (CAST(CAST(BillingPeriodStart AS DATE) AS DATE) + CAST(1 AS INTEGER)) < CAST(getvariable('period_end') AS DATE)
) AS either_side
GROUP BY invoice_id, charge_category, currency
HAVING SUM(CAST(either_side.file_billed AS DECIMAL(38,12))) <> SUM(CAST(either_side.focus_billed AS DECIMAL(38,12)))
  OR SUM(CAST(either_side.file_effective AS DECIMAL(38,12))) <> SUM(CAST(either_side.focus_effective AS DECIMAL(38,12)))
  OR SUM(CAST(either_side.rows_expected AS DECIMAL(38,12))) <> SUM(CAST(either_side.rows_made AS DECIMAL(38,12)))
ORDER BY invoice_id, charge_category, currency;

SELECT
  'list cost differs from the files by 0.01 or more' AS fault,
  currency,
  SUM(CAST(file_cost AS DECIMAL(38,12))) AS file_cost,
  SUM(CAST(focus_cost AS DECIMAL(38,12))) AS focus_cost
FROM (
  SELECT
    currency,
    source_list_cost AS file_cost,
    CAST('0' AS DECIMAL(38,12)) AS focus_cost
  FROM "cloud_conversion_ledger"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_period_start = CAST(getvariable('period_start') AS DATE)
    AND source_table = 'focus_raw'
  UNION ALL
  SELECT
    BillingCurrency AS currency,
    CAST('0' AS DECIMAL(38,12)) AS file_cost,
    ListCost AS focus_cost
  FROM "cost_data_standard_1_3"
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND x_source_system = 'focus_raw'
    AND (CAST(CAST(BillingPeriodStart AS DATE) AS DATE) + CAST(1 AS INTEGER)) >= CAST(getvariable('period_start') AS DATE)
    AND (CAST(CAST(BillingPeriodStart AS DATE) AS DATE) + CAST(1 AS INTEGER)) < CAST(getvariable('period_end') AS DATE)
) AS either_side
GROUP BY currency
HAVING ABS(SUM(CAST(either_side.file_cost AS DECIMAL(38,12))) - SUM(CAST(either_side.focus_cost AS DECIMAL(38,12)))) >= CAST('0.01' AS DECIMAL(38,12))
ORDER BY currency;
