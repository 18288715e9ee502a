/** How many lines of each kind a synthetic month has. */
export type SyntheticMonth = {
  /** Lines of usage, which both exports have. */
  readonly usage: number
  readonly resources: number
}

/** Every ninth line of usage is covered by a reservation, every tenth by a savings plan. */
const KIND = `CASE WHEN i % 9 = 0 THEN 'Reservation' WHEN i % 10 = 0 THEN 'SavingsPlan' WHEN i % 13 = 0 THEN 'Spot' ELSE 'OnDemand' END`

/**
 * SELECT that gives a month of an enterprise agreement as text: usage at list and negotiated prices, in blocks and single
 * units, spot, covered by reservations and savings plans, given back; and beside it fees, refunds, tax, credits, rounding
 * and a marketplace purchase (actual) or the unused parts of commitments (amortized). Amounts are exact decimals.
 */
export function syntheticExportSelect(
  kind: 'actual' | 'amortized',
  { usage, resources }: SyntheticMonth,
): string {
  return `SELECT ${COLUMNS.map(([name, sql]) => `CAST(${sql} AS VARCHAR) AS "${name}"`).join(', ')}
    FROM (
      SELECT i, ${KIND} AS model, 'Usage' AS charge, 'UsageBased' AS frequency,
        (CASE WHEN i % 997 = 0 THEN -1 ELSE 1 END * (1 + i % 9973))::DECIMAL(12,0) * 0.001::DECIMAL(4,3) AS quantity,
        (1 + i % 499)::DECIMAL(12,0) * 0.000125::DECIMAL(7,6) AS price,
        '/subscriptions/s-' || (i % 40) || '/resourceGroups/g-' || (i % 300) || '/providers/' ||
          ['Microsoft.Compute/virtualMachines/vm-', 'Microsoft.Storage/storageAccounts/st', 'Microsoft.Sql/servers/sql/databases/db-'][1 + i % 3] || (i % ${resources}) AS resource,
        NULL::DECIMAL(38,12) AS stated
      FROM range(${usage}) AS lines(i)
      UNION ALL
      SELECT 1000000000 + i, model, charge, frequency, quantity, 0, NULL, cost
      FROM (VALUES ${BOTH}, ${ONLY[kind]}) AS kinds(charge, model, frequency, quantity, cost, times)
      CROSS JOIN range(500) AS repeated(i) WHERE i < times
    )`.replaceAll('{covered}', kind === 'actual' ? '0' : 'quantity * price * 0.6')
}

/** Charges without a resource: what a row of it is, and how often the month has it. */
const BOTH = `('Purchase', 'OnDemand', 'Recurring', 1.0, 1200.0, 40), ('Refund', 'OnDemand', 'OneTime', -1.0, -12.345678, 40),
  ('Tax', 'OnDemand', 'OneTime', 1.0, 19.190001, 40), ('Credit', 'OnDemand', 'OneTime', 1.0, -5.5, 40),
  ('RoundingAdjustment', 'OnDemand', 'OneTime', 1.0, -0.000000000007, 40)`
const ONLY = {
  actual: `('Purchase', 'Reservation', 'Recurring', 1.0, 744.123456, 40), ('Purchase', 'Reservation', 'OneTime', 2.0, 17520.5, 40),
    ('Purchase', 'SavingsPlan', 'Recurring', 1.0, 24.000001, 40), ('Refund', 'Reservation', 'OneTime', -1.0, -300.25, 40)`,
  amortized: `('UnusedReservation', 'Reservation', 'UsageBased', 3.5, 0.123456789012, 500),
    ('UnusedSavingsPlan', 'SavingsPlan', 'UsageBased', 1.0, 0.25, 500)`,
}

const COMMITTED = `model IN ('Reservation', 'SavingsPlan')`

const COLUMNS: readonly (readonly [string, string])[] = [
  ['BillingAccountId', `'8611537'`],
  ['BillingAccountName', `'Synthetic'`],
  ['BillingPeriodStartDate', `'10/01/2026'`],
  ['BillingPeriodEndDate', `'10/31/2026'`],
  ['SubscriptionId', `'s-' || (i % 40)`],
  ['SubscriptionName', `'Subscription ' || (i % 40)`],
  ['InvoiceId', `CASE WHEN i % 2 = 0 THEN 'INV-1' ELSE 'INV-2' END`],
  ['Date', `strftime(DATE '2026-10-01' + (i % 31)::INTEGER, '%m/%d/%Y')`],
  ['Product', `'Product ' || (i % 50)`],
  ['PartNumber', `'AAA-' || (i % 500)`],
  ['MeterId', `'meter-' || (i % 500)`],
  ['MeterCategory', `['Virtual Machines', 'Storage', 'Azure SQL Database'][1 + i % 3]`],
  ['MeterName', `'Meter ' || (i % 500)`],
  ['Quantity', 'quantity'],
  ['EffectivePrice', `CASE WHEN ${COMMITTED} THEN NULL ELSE price END`],
  [
    'Cost',
    `CASE WHEN charge <> 'Usage' THEN stated WHEN ${COMMITTED} THEN {covered} ELSE quantity * price END`,
  ],
  ['UnitPrice', 'price'],
  ['BillingCurrency', `'USD'`],
  ['ResourceLocation', `['EastUS', 'westeurope', 'US West'][1 + i % 3]`],
  ['ConsumedService', `['Microsoft.Compute', 'Microsoft.Storage', 'Microsoft.Sql'][1 + i % 3]`],
  ['ResourceId', 'resource'],
  [
    'AdditionalInfo',
    `CASE WHEN i % 3 = 0 THEN '{"ServiceType":"Standard_D2","VCPUs":2,"RINormalizationRatio":2.0}' END`,
  ],
  ['Tags', `'"env": "' || ['prod', 'dev'][1 + i % 2] || '","team": "t' || (i % 17) || '"'`],
  ['InvoiceSection', `'Section ' || (i % 5)`],
  ['UnitOfMeasure', `['1 Hour', '10K', '1 GB/Month'][1 + i % 3]`],
  ['Term', `CASE WHEN ${COMMITTED} THEN '12' END`],
  ['PublisherType', `CASE WHEN i % 101 = 0 THEN 'Marketplace' ELSE 'Azure' END`],
  ['PublisherName', `CASE WHEN i % 101 = 0 THEN 'Seller' ELSE 'Microsoft' END`],
  ['ChargeType', 'charge'],
  ['Frequency', 'frequency'],
  ['PayGPrice', `CASE WHEN i % 7 = 0 THEN 0 WHEN i % 5 = 0 THEN price * 2 ELSE price END`],
  ['PricingModel', 'model'],
  [
    'benefitId',
    `CASE model WHEN 'Reservation' THEN '/providers/Microsoft.Capacity/reservationOrders/o/reservations/r-' || (i % 20)
      WHEN 'SavingsPlan' THEN '/providers/Microsoft.BillingBenefits/savingsPlanOrders/o/savingsPlans/p-' || (i % 5) END`,
  ],
]
