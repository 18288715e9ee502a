export type SyntheticFocus = {
  readonly rows: number
  /** `YYYY-MM`, the billing month. */
  readonly month: string
}

/**
 * A SELECT (DuckDB) that makes up a month of FOCUS 1.2: three accounts, usage with prices that leave exact products,
 * commitments used and unused, purchases, taxes, credits and corrections. Costs are decimals, quantities floats, tags a
 * map, as exports in Parquet have them. Equal input makes equal rows.
 */
export function syntheticFocusSelect({ rows, month }: SyntheticFocus): string {
  const start = `TIMESTAMP '${month}-01'`
  return `SELECT
    'zone-' || n % 4 AS AvailabilityZone,
    CAST(CASE WHEN kind = 'Unused' OR kind = 'Used' THEN 0 ELSE cost END AS DECIMAL(24,10)) AS BilledCost,
    'account-' || n % 3 AS BillingAccountId,
    'Account ' || n % 3 AS BillingAccountName,
    'Organization' AS BillingAccountType,
    'USD' AS BillingCurrency,
    ${start} + INTERVAL 1 MONTH AS BillingPeriodEnd,
    ${start} AS BillingPeriodStart,
    CAST(NULL AS VARCHAR) AS CapacityReservationId,
    CAST(NULL AS VARCHAR) AS CapacityReservationStatus,
    CASE kind WHEN 'Used' THEN 'Usage' WHEN 'Unused' THEN 'Usage' WHEN 'Correction' THEN 'Usage' ELSE kind END AS ChargeCategory,
    CASE WHEN kind = 'Correction' THEN 'Correction' END AS ChargeClass,
    'Charge of kind ' || kind AS ChargeDescription,
    CASE WHEN kind IN ('Purchase', 'Tax', 'Credit') THEN 'One-Time' ELSE 'Usage-Based' END AS ChargeFrequency,
    hour + INTERVAL 1 HOUR AS ChargePeriodEnd,
    hour AS ChargePeriodStart,
    CASE WHEN committed THEN 'Spend' END AS CommitmentDiscountCategory,
    CASE WHEN committed THEN 'commitment-' || n % 7 END AS CommitmentDiscountId,
    CASE WHEN committed THEN 'Commitment ' || n % 7 END AS CommitmentDiscountName,
    CASE WHEN committed AND kind <> 'Purchase' THEN kind END AS CommitmentDiscountStatus,
    CASE WHEN committed THEN 'Savings Plan' END AS CommitmentDiscountType,
    CASE WHEN kind = 'Usage' OR kind = 'Used' THEN quantity END AS ConsumedQuantity,
    CASE WHEN kind = 'Usage' OR kind = 'Used' THEN 'Hours' END AS ConsumedUnit,
    CAST(CASE WHEN kind = 'Unused' THEN 0 ELSE cost END AS DECIMAL(24,10)) AS ContractedCost,
    CASE WHEN priced THEN price END AS ContractedUnitPrice,
    CAST(CASE WHEN kind = 'Purchase' THEN 0 ELSE cost END AS DECIMAL(24,10)) AS EffectiveCost,
    'INV-' || n % 5 AS InvoiceId,
    'Example Cloud' AS InvoiceIssuerName,
    CAST(CASE WHEN kind = 'Unused' THEN 0 WHEN priced THEN cost * 2 ELSE cost END AS DECIMAL(24,10)) AS ListCost,
    CASE WHEN priced THEN price * 2 END AS ListUnitPrice,
    CASE WHEN kind IN ('Used', 'Unused') THEN 'Committed' WHEN priced THEN 'Standard' END AS PricingCategory,
    'USD' AS PricingCurrency,
    CASE WHEN priced THEN CASE WHEN kind = 'Unused' THEN 0 ELSE quantity END END AS PricingQuantity,
    CASE WHEN priced THEN 'Hours' END AS PricingUnit,
    'Example Cloud' AS ProviderName,
    'Example Cloud' AS PublisherName,
    'region-' || n % 6 AS RegionId,
    'Region ' || n % 6 AS RegionName,
    'resource/' || n % 50000 AS ResourceId,
    'Machine ' || n % 50000 AS ResourceName,
    'Machine' AS ResourceType,
    'Compute' AS ServiceCategory,
    'Service ' || n % 25 AS ServiceName,
    'Virtual Machines' AS ServiceSubcategory,
    CASE WHEN kind <> 'Tax' THEN 'sku-' || n % 300 END AS SkuId,
    CASE WHEN priced THEN 'Machine Hours' END AS SkuMeter,
    CASE WHEN priced THEN 'sku-' || n % 300 || '-price' END AS SkuPriceId,
    'sub-' || n % 40 AS SubAccountId,
    'Sub account ' || n % 40 AS SubAccountName,
    'Project' AS SubAccountType,
    MAP {'team': 'team-' || n % 12, 'stage': 'prod'} AS Tags,
    'centre-' || n % 9 AS x_CostCenter
  FROM (
    SELECT *, kind IN ('Usage', 'Used', 'Unused', 'Purchase') AS priced, kind IN ('Used', 'Unused') AS committed,
      CASE kind WHEN 'Tax' THEN 0.19 WHEN 'Credit' THEN -1.234567 WHEN 'Correction' THEN -0.000001 WHEN 'Unused' THEN 0.25
        ELSE CAST(price AS DECIMAL(12,6)) * CAST(quantity AS DECIMAL(12,3)) END AS cost
    FROM (
      SELECT range AS n, ${start} + to_hours(CAST(range % 700 AS INTEGER)) AS hour,
        CAST(CAST((1 + range % 997) AS DOUBLE) / 1000.0 AS DECIMAL(12,6)) AS price,
        CAST(1 + range % 8999 AS DOUBLE) / 1000.0 AS quantity,
        CASE WHEN range % 100 < 80 THEN 'Usage' WHEN range % 100 < 88 THEN 'Used' WHEN range % 100 < 92 THEN 'Unused'
          WHEN range % 100 < 94 THEN 'Purchase' WHEN range % 100 < 96 THEN 'Tax' WHEN range % 100 < 98 THEN 'Credit'
          ELSE 'Correction' END AS kind
      FROM range(${rows})
    )
  )`
}
