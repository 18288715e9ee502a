import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export type SyntheticCur = {
  readonly folder: string
  /** First days of the months to write. */
  readonly months: readonly string[]
  readonly rowsPerMonth: number
  readonly resources: number
}

const REPORT = 'bench'
const PAYER = '111122223333'

/** Columns of a CUR 2.0 Parquet export, with the shape of real lines: hourly usage, plans, tax, credits. */
function select(month: string, rows: number, resources: number): string {
  return `
    SELECT
      md5(i::VARCHAR || '${month}') AS identity_line_item_id,
      strftime(start, '%Y-%m-%dT%H:%M:%SZ') || '/' || strftime(start + INTERVAL 1 HOUR, '%Y-%m-%dT%H:%M:%SZ') AS identity_time_interval,
      'Anniversary' AS bill_bill_type, 'AWS' AS bill_billing_entity, 'Amazon Web Services, Inc.' AS bill_invoicing_entity,
      TIMESTAMPTZ '${month} 00:00:00+00' AS bill_billing_period_start_date,
      TIMESTAMPTZ '${month} 00:00:00+00' + INTERVAL 1 MONTH AS bill_billing_period_end_date,
      'INV-' || '${month}'[1:7] AS bill_invoice_id, '${PAYER}' AS bill_payer_account_id, 'Bench payer' AS bill_payer_account_name,
      start AS line_item_usage_start_date, start + INTERVAL 1 HOUR AS line_item_usage_end_date,
      lpad((200000000000 + i % 40)::VARCHAR, 12, '0') AS line_item_usage_account_id, 'account-' || (i % 40) AS line_item_usage_account_name,
      CASE i % 50 WHEN 0 THEN 'SavingsPlanCoveredUsage' WHEN 1 THEN 'SavingsPlanNegation' WHEN 2 THEN 'DiscountedUsage' ELSE 'Usage' END AS line_item_line_item_type,
      ['AmazonEC2','AmazonS3','AmazonRDS','AWSLambda','AmazonCloudFront','AmazonDynamoDB','AmazonBedrock'][1 + i % 7] AS line_item_product_code,
      'USE1-BoxUsage:m5.' || (i % 11) AS line_item_usage_type, 'RunInstances' AS line_item_operation,
      'us-east-1' || ['a','b','c'][1 + i % 3] AS line_item_availability_zone,
      'arn:aws:ec2:us-east-1:111122223333:instance/i-' || lpad((hash(i) % ${resources})::VARCHAR, 12, '0') AS line_item_resource_id,
      ((i % 997) / 997.0)::DOUBLE AS line_item_usage_amount, 'USD' AS line_item_currency_code,
      0.096::DOUBLE AS line_item_unblended_rate, round(0.096 * (i % 997) / 997.0, 10)::DOUBLE AS line_item_unblended_cost,
      'synthetic usage' AS line_item_line_item_description, 'Amazon Web Services, Inc.' AS line_item_legal_entity,
      ['us-east-1','us-west-2','eu-west-1','ap-south-1'][1 + i % 4] AS product_region_code,
      'Compute Instance' AS product_product_family,
      MAP {'product_name': 'Amazon Elastic Compute Cloud', 'instance_type': 'm5.large'} AS product,
      'sku' || (i % 400) AS product_sku, 'rate' || (i % 400) AS pricing_rate_id, 'Hrs' AS pricing_unit, 'OnDemand' AS pricing_term,
      '0.096' AS pricing_public_on_demand_rate, round(0.096 * (i % 997) / 997.0, 10)::DOUBLE AS pricing_public_on_demand_cost, 'USD' AS pricing_currency,
      CASE WHEN i % 50 IN (0, 1) THEN 'arn:aws:savingsplans::111122223333:savingsplan/bench' END AS savings_plan_savings_plan_a_r_n,
      CASE WHEN i % 50 = 0 THEN 0.05::DOUBLE ELSE 0 END AS savings_plan_savings_plan_effective_cost,
      CASE WHEN i % 50 = 2 THEN 'arn:aws:ec2:us-east-1:111122223333:reserved-instances/bench' END AS reservation_reservation_a_r_n,
      CASE WHEN i % 50 = 2 THEN 0.04::DOUBLE ELSE 0 END AS reservation_effective_cost,
      MAP {'user_team': 'team-' || (i % 25), 'user_env': ['prod','dev'][1 + i % 2]} AS resource_tags
    FROM (SELECT i, TIMESTAMPTZ '${month} 00:00:00+00' + to_hours((i % 672)::BIGINT) AS start FROM range(${rows}) AS r(i))`
}

/** Writes months of a CUR 2.0 export with manifests, as AWS lays them out, and returns the bytes of data. */
export async function writeSyntheticCur({ folder, months, rowsPerMonth, resources }: SyntheticCur): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
  for (const month of months) {
    const period = `BILLING_PERIOD=${month.slice(0, 7)}`
    const data = path.join(folder, REPORT, 'data', period)
    const metadata = path.join(folder, REPORT, 'metadata', period)
    mkdirSync(data, { recursive: true })
    mkdirSync(metadata, { recursive: true })
    const file = path.join(data, `${REPORT}-00001.snappy.parquet`)
    await connection.run(`COPY (${select(month, rowsPerMonth, resources)}) TO '${file}' (FORMAT parquet, COMPRESSION snappy)`)
    writeFileSync(
      path.join(metadata, `${REPORT}-Manifest.json`),
      JSON.stringify({
        exportName: REPORT,
        executionId: `bench-${month}-${rowsPerMonth}`,
        billingPeriod: { start: `${month}T00:00:00.000Z` },
        dataFiles: [file],
      }),
    )
  }
  connection.closeSync()
  instance.closeSync()
}
