WITH line AS (
  SELECT
    raw.*,
    CASE LOWER(ChargeCategory)
      WHEN 'usage' THEN 'Usage'
      WHEN 'purchase' THEN 'Purchase'
      WHEN 'tax' THEN 'Tax'
      WHEN 'credit' THEN 'Credit'
      WHEN 'adjustment' THEN 'Adjustment'
    END AS category,
    COALESCE(CommitmentDiscountStatus, '') = 'Unused' AS unused,
    COALESCE(ServiceProviderName, ProviderName, PublisherName, InvoiceIssuerName) AS service_provider,
    COALESCE(ListUnitPrice, ContractedUnitPrice) AS list_price,
    COALESCE(ContractedUnitPrice, ListUnitPrice) AS contracted_price,
    CASE WHEN COALESCE(CommitmentDiscountStatus, '') = 'Unused' THEN CAST('0' AS DECIMAL(38,12)) ELSE PricingQuantity END AS given_quantity,
    CASE
      WHEN PricingCurrency = BillingCurrency OR PricingCurrencyEffectiveCost IS NOT NULL THEN PricingCurrency
    END AS pricing_currency
  FROM "focus_raw" AS raw
  WHERE x_credential_id = getvariable('credential_id')
    AND x_cloud_account_id = getvariable('account_id')
    AND billing_month = CAST(getvariable('period_start') AS DATE)
),

 
 
quantified AS (
  SELECT
    line.*,
    money_exact_quantity(given_quantity, list_price, contracted_price) AS rounded_quantity
  FROM line
  WHERE category IS NOT NULL
),

tried AS (
  SELECT
    quantified.*,
    unused
      OR (
        ABS(money_exact_product(list_price, rounded_quantity) - COALESCE(ListCost, BilledCost)) <= CAST('0.000001' AS DECIMAL(38,12))
        AND ABS(money_exact_product(contracted_price, rounded_quantity) - COALESCE(ContractedCost, BilledCost)) <= CAST('0.000001' AS DECIMAL(38,12))
      ) AS keeps_price
  FROM quantified
),

exacted AS (
  SELECT
    tried.*,
    CASE WHEN keeps_price THEN rounded_quantity ELSE given_quantity END AS quantity,
    CASE WHEN keeps_price THEN list_price ELSE money_exact_quantity(list_price, given_quantity, given_quantity) END AS exact_list_price,
    CASE WHEN keeps_price THEN contracted_price ELSE money_exact_quantity(contracted_price, given_quantity, given_quantity) END AS exact_contracted_price
  FROM tried
),

multiplied AS (
  SELECT
    exacted.*,
    money_exact_product(exact_list_price, quantity) AS list_product,
    money_exact_product(exact_contracted_price, quantity) AS contracted_product
  FROM exacted
),

costed AS (
  SELECT
    multiplied.*,
    category IN ('Usage', 'Purchase')
      AND COALESCE(SkuPriceId, SkuId) IS NOT NULL
      AND list_price >= CAST('0' AS DECIMAL(38,12))
      AND contracted_price >= CAST('0' AS DECIMAL(38,12))
      AND quantity IS NOT NULL
      AND (
        keeps_price
        OR (
          ABS(list_product - COALESCE(ListCost, BilledCost)) <= CAST('0.00001' AS DECIMAL(38,12))
          AND ABS(contracted_product - COALESCE(ContractedCost, BilledCost)) <= CAST('0.00001' AS DECIMAL(38,12))
        )
      ) AS priced
  FROM multiplied
)

SELECT
  AllocatedMethodDetails,
  AllocatedMethodId,
  AllocatedResourceId,
  AllocatedResourceName,
  AllocatedTags,
  AvailabilityZone,
  BilledCost,
  BillingAccountId,
  COALESCE(BillingAccountName, integration_name, BillingAccountId) AS BillingAccountName,
  COALESCE(BillingAccountType, 'Billing Account') AS BillingAccountType,
  BillingCurrency,
  BillingPeriodEnd,
  BillingPeriodStart,
  CapacityReservationId,
  CASE WHEN CapacityReservationId IS NOT NULL THEN CapacityReservationStatus END AS CapacityReservationStatus,
  category AS ChargeCategory,
  CASE WHEN LOWER(ChargeClass) = 'correction' THEN 'Correction' END AS ChargeClass,
  ChargeDescription,
  CASE LOWER(ChargeFrequency)
    WHEN 'usage-based' THEN 'Usage-Based'
    WHEN 'recurring' THEN 'Recurring'
    WHEN 'one-time' THEN 'One-Time'
    ELSE CASE WHEN category = 'Usage' THEN 'Usage-Based' ELSE 'One-Time' END
  END AS ChargeFrequency,
  ChargePeriodEnd,
  ChargePeriodStart,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountCategory END AS CommitmentDiscountCategory,
  CommitmentDiscountId,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountName END AS CommitmentDiscountName,
  CASE WHEN CommitmentDiscountId IS NOT NULL AND priced THEN CommitmentDiscountQuantity END AS CommitmentDiscountQuantity,
  CASE WHEN CommitmentDiscountId IS NOT NULL AND category = 'Usage' THEN CommitmentDiscountStatus END AS CommitmentDiscountStatus,
  CASE WHEN CommitmentDiscountId IS NOT NULL THEN CommitmentDiscountType END AS CommitmentDiscountType,
  CASE
    WHEN CommitmentDiscountId IS NOT NULL AND priced AND CommitmentDiscountQuantity IS NOT NULL THEN CommitmentDiscountUnit
  END AS CommitmentDiscountUnit,
  CASE WHEN priced AND category = 'Usage' AND NOT unused THEN ConsumedQuantity END AS ConsumedQuantity,
  CASE
    WHEN priced AND category = 'Usage' AND NOT unused AND ConsumedQuantity IS NOT NULL THEN ConsumedUnit
  END AS ConsumedUnit,
  ContractApplied,
  CASE
    WHEN priced THEN contracted_product
    WHEN unused THEN CAST('0' AS DECIMAL(38,12))
    WHEN category IN ('Usage', 'Purchase') THEN COALESCE(ContractedCost, BilledCost)
    ELSE BilledCost
  END AS ContractedCost,
  CASE WHEN priced THEN exact_contracted_price END AS ContractedUnitPrice,
  EffectiveCost,
  COALESCE(HostProviderName, CASE WHEN ServiceProviderName IS NULL THEN ProviderName END) AS HostProviderName,
  InvoiceId,
  COALESCE(InvoiceIssuerName, service_provider) AS InvoiceIssuerName,
  CASE
    WHEN priced THEN list_product
    WHEN unused THEN CAST('0' AS DECIMAL(38,12))
    WHEN category IN ('Usage', 'Purchase') THEN COALESCE(ListCost, BilledCost)
    ELSE BilledCost
  END AS ListCost,
  CASE WHEN priced THEN exact_list_price END AS ListUnitPrice,
   
  CASE
    WHEN priced THEN CASE LOWER(PricingCategory)
      WHEN 'standard' THEN 'Standard'
      WHEN 'on-demand' THEN 'Standard'
      WHEN 'committed' THEN 'Committed'
      WHEN 'commitment-based' THEN 'Committed'
      WHEN 'dynamic' THEN 'Dynamic'
      WHEN 'other' THEN 'Other'
    END
  END AS PricingCategory,
  COALESCE(pricing_currency, BillingCurrency) AS PricingCurrency,
  CASE
    WHEN priced AND COALESCE(pricing_currency, BillingCurrency) <> BillingCurrency THEN PricingCurrencyContractedUnitPrice
    WHEN priced THEN exact_contracted_price
  END AS PricingCurrencyContractedUnitPrice,
  CASE
    WHEN COALESCE(pricing_currency, BillingCurrency) <> BillingCurrency THEN PricingCurrencyEffectiveCost
    ELSE EffectiveCost
  END AS PricingCurrencyEffectiveCost,
  CASE
    WHEN priced AND COALESCE(pricing_currency, BillingCurrency) <> BillingCurrency THEN PricingCurrencyListUnitPrice
    WHEN priced THEN exact_list_price
  END AS PricingCurrencyListUnitPrice,
  CASE WHEN priced THEN quantity END AS PricingQuantity,
  CASE WHEN priced THEN PricingUnit END AS PricingUnit,
  service_provider AS ProviderName,
  COALESCE(PublisherName, service_provider) AS PublisherName,
  RegionId,
  CASE WHEN RegionId IS NOT NULL THEN RegionName END AS RegionName,
  ResourceId,
  CASE WHEN ResourceId IS NOT NULL THEN ResourceName END AS ResourceName,
  CASE WHEN ResourceId IS NOT NULL THEN ResourceType END AS ResourceType,
  COALESCE(ServiceCategory, 'Other') AS ServiceCategory,
  COALESCE(ServiceName, service_provider) AS ServiceName,
  service_provider AS ServiceProviderName,
  COALESCE(ServiceSubcategory, CONCAT('Other (', COALESCE(ServiceCategory, 'Other'), ')')) AS ServiceSubcategory,
  CASE WHEN category <> 'Tax' THEN SkuId END AS SkuId,
  CASE WHEN category <> 'Tax' AND SkuId IS NOT NULL THEN SkuMeter END AS SkuMeter,
  CASE WHEN priced THEN SkuPriceDetails END AS SkuPriceDetails,
  CASE WHEN priced THEN COALESCE(SkuPriceId, SkuId) END AS SkuPriceId,
  SubAccountId,
  CASE WHEN SubAccountId IS NOT NULL THEN SubAccountName END AS SubAccountName,
  CASE WHEN SubAccountId IS NOT NULL THEN SubAccountType END AS SubAccountType,
  Tags,
  'imported_focus' AS x_charge_origin,
  'vendor_bill' AS x_billed_source,
  billing_status AS x_billing_status,
  category AS x_amortization_class,
  getvariable('account_id') AS x_cloud_account_id,
  'focus_raw' AS x_source_system,
  md5(CONCAT(
    BillingAccountId, '|', COALESCE(SubAccountId, ''), '|', COALESCE(ResourceId, ''), '|', COALESCE(SkuPriceId, ''), '|', COALESCE(CommitmentDiscountId, ''), '|',
    COALESCE(ChargeDescription, ''), '|', category, '|', COALESCE(ServiceName, ''), '|', plain_text(ChargePeriodStart), '|', plain_text(BilledCost), '|',
    plain_text(EffectiveCost), '|', COALESCE(plain_text(PricingQuantity), ''))) AS x_source_record_id,
  x_source_columns
FROM costed;
