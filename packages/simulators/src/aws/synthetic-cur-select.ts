/**
 * A DuckDB SELECT that makes a large CUR 2.0 month for benchmarks: hourly lines of many accounts, services, regions and
 * resources with tag and product maps, doubles where AWS delivers doubles. About 78 % on demand, 10 % savings plan usage
 * with its negation, 1 % reservations, and of every 10,000 lines one of each kind of fee, credit, refund, discount and tax.
 * Some negations cancel their line only nearly, and some quantities have more digits than an exact product allows.
 */
export function syntheticCurSelect(options: {
  readonly rows: number
  /** `2026-10`. */
  readonly month: string
  readonly payer: string
  readonly resources: number
  /** Combinations of service, account and region that the resources spread over: at most 11,520. */
  readonly combinations?: number
  /** Hourly lines of a resource on one of its days, at most 24: fewer make more resources live each day. */
  readonly linesADay?: number
}): string {
  const { combinations = 11_520, linesADay = 24 } = options
  const start = `TIMESTAMP '${options.month}-01 00:00:00'`
  return `
WITH line AS (
  SELECT i, hash(j) AS h, hash(j // ${linesADay}) AS g, j % ${linesADay} AS hour_of_day FROM (SELECT i, CASE WHEN i % 100 BETWEEN 10 AND 19 THEN i - 10 ELSE i END AS j FROM range(${options.rows}) AS t(i))
),
picked AS (
  SELECT i, h, hour_of_day,
    (g % ${options.resources})::INTEGER AS resource,
    ((g // 7) % 30)::INTEGER AS day,
    (g % ${options.resources} % ${combinations} % 24)::INTEGER AS service,
    (g % ${options.resources} % ${combinations} // 24 % 40)::INTEGER AS account,
    (g % ${options.resources} % ${combinations} // 960 % 12)::INTEGER AS region,
    (i % 100)::INTEGER AS share
  FROM line
),
named AS (
  SELECT *,
    ['AmazonEC2','AmazonS3','AmazonRDS','AWSLambda','AmazonCloudWatch','AmazonDynamoDB','AmazonECS','AmazonEKS','AmazonVPC','AWSELB',
     'AWSDataTransfer','AmazonRoute53','AmazonApiGateway','AWSQueueService','AmazonSNS','AmazonKinesis','AmazonAthena','AWSGlue',
     'AmazonES','AmazonRedshift','AmazonElastiCache','AmazonEFS','AmazonBedrock','AmazonSageMaker'][service + 1] AS code,
    ['us-east-1','us-east-2','us-west-2','eu-west-1','eu-central-1','eu-west-2','ap-southeast-1','ap-southeast-2','ap-northeast-1',
     'ca-central-1','sa-east-1','eu-north-1'][region + 1] AS region_code,
    [0.096, 0.023, 0.0116, 0.0000166667, 0.3, 0.25, 0.04048, 0.1, 0.045, 0.0225, 0.09, 0.4][service % 12 + 1] AS rate,
    CASE WHEN share < 10 THEN 'SavingsPlanCoveredUsage' WHEN share < 20 THEN 'SavingsPlanNegation' WHEN share = 20 THEN 'DiscountedUsage'
      WHEN share = 21 THEN CASE i % 10000 WHEN 21 THEN 'Credit' WHEN 121 THEN 'Refund' WHEN 221 THEN 'EdpDiscount' WHEN 321 THEN 'Tax'
        WHEN 421 THEN 'SavingsPlanRecurringFee' WHEN 521 THEN 'RIFee' WHEN 621 THEN 'Fee' WHEN 721 THEN 'PrivateRateDiscount'
        WHEN 821 THEN 'BundledDiscount' WHEN 921 THEN 'SavingsPlanUpfrontFee' ELSE 'Usage' END ELSE 'Usage' END AS kind,
    CASE WHEN service = 3 THEN round((h % 1000000)::DOUBLE / 1e4, 4) WHEN service % 3 = 0 THEN 1.0 WHEN service % 3 = 1 THEN round((h % 1000000)::DOUBLE / 1e6, 6) ELSE (1 + h % 5000)::DOUBLE END AS amount
  FROM picked
),
priced AS (
  SELECT *, round(rate * amount, 10) AS cost FROM named
)
SELECT
  left(md5(resource::VARCHAR || kind) || md5(resource::VARCHAR), 52) AS identity_line_item_id,
  strftime(${start} + to_hours(day * 24 + hour_of_day), '%Y-%m-%dT%H:%M:%SZ') || '/' || strftime(${start} + to_hours(day * 24 + hour_of_day + 1), '%Y-%m-%dT%H:%M:%SZ') AS identity_time_interval,
  '${options.payer}' AS bill_payer_account_id,
  'Example payer' AS bill_payer_account_name,
  'Anniversary' AS bill_bill_type,
  'AWS' AS bill_billing_entity,
  'Amazon Web Services, Inc.' AS bill_invoicing_entity,
  CASE WHEN account % 5 > 0 THEN 'EUINUS26-' || (1000000 + account % 5) END AS bill_invoice_id,
  ${start} AS bill_billing_period_start_date,
  ${start} + INTERVAL 1 MONTH AS bill_billing_period_end_date,
  lpad((200000000000 + account)::VARCHAR, 12, '0') AS line_item_usage_account_id,
  'account-' || account AS line_item_usage_account_name,
  kind AS line_item_line_item_type,
  ${start} + to_hours(day * 24 + hour_of_day) AS line_item_usage_start_date,
  ${start} + to_hours(day * 24 + hour_of_day + 1) AS line_item_usage_end_date,
  code AS line_item_product_code,
  upper(left(region_code, 3)) || '-' || code || ':Usage' || (resource % 5) AS line_item_usage_type,
  'Run' || (resource % 3) AS line_item_operation,
  CASE WHEN service % 3 = 0 THEN region_code || 'a' END AS line_item_availability_zone,
  CASE service WHEN 0 THEN 'i-' || left(md5(resource::VARCHAR), 17) WHEN 1 THEN 'bucket-' || resource
    ELSE 'arn:aws:svc' || service || ':' || region_code || ':' || (200000000000 + account) || ':thing/' || resource END AS line_item_resource_id,
  amount AS line_item_usage_amount,
  'USD' AS line_item_currency_code,
  rate AS line_item_unblended_rate,
  CASE kind WHEN 'SavingsPlanNegation' THEN CASE WHEN i % 1000 = 13 THEN round(-cost - 1e-10, 10) ELSE -cost END
    WHEN 'DiscountedUsage' THEN 0 WHEN 'Credit' THEN -1.5 WHEN 'Refund' THEN -cost WHEN 'Tax' THEN round(cost * 0.0725, 2)
    WHEN 'EdpDiscount' THEN round(cost * -0.05, 10) WHEN 'PrivateRateDiscount' THEN round(cost * -0.07, 10)
    WHEN 'BundledDiscount' THEN round(cost * -0.03, 10) WHEN 'SavingsPlanRecurringFee' THEN 30.24 WHEN 'RIFee' THEN 117.552 ELSE cost END AS line_item_unblended_cost,
  cost AS line_item_blended_cost,
  '$' || rate || ' per unit of ' || code AS line_item_line_item_description,
  'Amazon Web Services, Inc.' AS line_item_legal_entity,
  'SKU' || upper(left(md5((service * 100 + region)::VARCHAR), 12)) AS product_sku,
  code AS product_servicecode,
  region_code AS product_region_code,
  ['Compute Instance','Storage','Database Instance','Serverless'][service % 4 + 1] AS product_product_family,
  CASE service WHEN 0 THEN 'm5.large' END AS product_instance_type,
  'SKU' || upper(left(md5((service * 100 + region)::VARCHAR), 12)) || '.JRTCKXETXF.6YS6EN2CT7' AS pricing_rate_code,
  (1000 + service)::VARCHAR AS pricing_rate_id,
  cost AS pricing_public_on_demand_cost,
  rate AS pricing_public_on_demand_rate,
  'OnDemand' AS pricing_term,
  CASE service % 3 WHEN 0 THEN 'Hrs' WHEN 1 THEN 'GB-Mo' ELSE 'Requests' END AS pricing_unit,
  CASE WHEN kind IN ('DiscountedUsage', 'RIFee') THEN 'arn:aws:ec2:us-east-1:${options.payer}:reserved-instances/1' END AS reservation_reservation_a_r_n,
  CASE kind WHEN 'DiscountedUsage' THEN round(cost * 0.6, 10) END AS reservation_effective_cost,
  CASE WHEN kind LIKE 'SavingsPlan%' THEN 'arn:aws:savingsplans::${options.payer}:savingsplan/1' END AS savings_plan_savings_plan_a_r_n,
  CASE kind WHEN 'SavingsPlanCoveredUsage' THEN round(cost * 0.72, 10) END AS savings_plan_savings_plan_effective_cost,
  CASE kind WHEN 'SavingsPlanRecurringFee' THEN 30.24 END AS savings_plan_total_commitment_to_date,
  CASE kind WHEN 'SavingsPlanRecurringFee' THEN round(30.24 - (h % 900)::DOUBLE / 1e3, 3) END AS savings_plan_used_commitment,
  CASE kind WHEN 'RIFee' THEN round((h % 70000)::DOUBLE / 1e8, 8) END AS reservation_unused_amortized_upfront_fee_for_billing_period,
  CASE kind WHEN 'RIFee' THEN round((h % 5000)::DOUBLE / 1e3, 3) END AS reservation_unused_recurring_fee,
  CASE kind WHEN 'RIFee' THEN 31.5 END AS reservation_unused_quantity,
  CASE kind WHEN 'RIFee' THEN 744 END AS reservation_total_reserved_units,
  MAP {'product_name': code, 'region': region_code} AS product,
  MAP {'user_environment': ['prod','staging','dev'][resource % 3 + 1], 'user_team': 'team-' || (resource % 20), 'user_cost_center': 'CC-' || (resource % 50)} AS resource_tags
FROM priced`
}
