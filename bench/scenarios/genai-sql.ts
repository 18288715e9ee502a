import path from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { duckdbDialect } from '@cloudact/warehouse/sql/duckdb-dialect'
import { duckdbFunctions } from '@cloudact/warehouse/sql/macros'
import { renderSql } from '@cloudact/warehouse/sql/render-sql'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { atLeast, type Figure, plain } from '../figures.ts'

const CONFIGS = path.resolve(import.meta.dirname, '../../configs')
const COSTS = 'genai_payg_costs_daily'
const TYPES: Readonly<Record<string, string>> = {
  decimal: 'DECIMAL(38,12)',
  int64: 'BIGINT',
  float64: 'DOUBLE',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMPTZ',
}

/**
 * Usage × price: the price of the day, model, meter, tier, band and region. In general the quantity is fitted to the
 * price's decimals; whole tokens at a price of at most six decimals per million need no fitting, their products are exact.
 */
const JOINED = `FROM usage LEFT JOIN prices AS price
  ON price.model = usage.model AND price.meter = usage.meter AND price.tier = usage.service_tier
  AND price.band = usage.context_band AND price.region = usage.region
  AND price.effective_from <= usage.usage_date AND usage.usage_date < price.effective_to`
const FITTED = `SELECT {{sum(list_cost)}} AS total FROM (
  SELECT {{exact_product(price, quantity)}} AS list_cost FROM (
    SELECT price, {{exact_quantity(millions, price, price)}} AS quantity FROM (
      SELECT price.price, {{exact_product(usage.quantity, {{decimal('0.000001')}})}} AS millions ${JOINED}
    ) AS joined
  ) AS fitted
) AS products`
const PER_TOKEN = `SELECT {{sum(list_cost)}} AS total, {{sum(millions)}} AS millions FROM (
  SELECT {{exact_product(price.token_price, usage.quantity)}} AS list_cost, {{exact_product(usage.quantity, {{decimal('0.000001')}})}} AS millions ${JOINED}
) AS products`

/** What DuckDB makes of GenAI SQL by itself, without reading or writing files: consolidation, and pricing in SQL. */
export async function genaiSql(rows: number): Promise<Figure[]> {
  const catalog = loadCatalog({ folders: [CONFIGS] })
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '2' })
  const connection = await instance.connect()
  try {
    await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
    for (const statement of duckdbFunctions) await connection.run(statement)
    await fill(connection, catalog.tables.get(COSTS), rows)
    const [consolidation = ''] = catalog.procedures.get('sp_genai_2_consolidate_costs_daily')?.selects ?? []
    const one = {
      credential_id: 'c',
      account_id: 'a',
      period_start: '2026-10-01',
      period_end: '2026-11-01',
    }
    const text = consolidation
      .replaceAll('@period_start', '{{date(@period_start)}}')
      .replaceAll('@period_end', '{{date(@period_end)}}')
    const what = rows.toLocaleString('en-US')
    return [
      ...(await measured(`Consolidation of ${what} priced lines`, rows, () => run(connection, text, one))),
      ...(await measured(
        `Pricing of ${what} usage rows in SQL, quantities fitted`,
        rows,
        () => run(connection, FITTED, {}),
        1_000_000,
      )),
      ...(await measured('  of whole tokens', rows, () => run(connection, PER_TOKEN, {}), 1_000_000)),
    ]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Rows per second, and per second of processor time: what a machine that does other things too would give by itself. */
async function measured(
  name: string,
  rows: number,
  work: () => Promise<void>,
  asked?: number,
): Promise<Figure[]> {
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const speed = (rows * 1_000) / (performance.now() - began)
  const { user, system } = process.cpuUsage(before)
  return [
    asked === undefined ? plain(name, speed, 'rows/s') : atLeast(name, speed, asked, 'rows/s'),
    plain('  rows per second of processor time', (rows * 1e6) / (user + system), 'rows'),
  ]
}

async function run(
  connection: DuckDBConnection,
  sql: string,
  parameters: Record<string, string>,
): Promise<void> {
  await connection.runAndReadAll(renderSql(sql, duckdbDialect()).text, parameters)
}

/** Priced lines of a month, the usage they came from, and prices that change once in it. */
async function fill(
  connection: DuckDBConnection,
  schema: TableSchema | undefined,
  rows: number,
): Promise<void> {
  if (schema === undefined) throw new Error(`${COSTS} is missing`)
  await connection.run(`CREATE TABLE prices AS
    SELECT 'model-' || m AS model, meter, tier, 'base' AS band, 'global' AS region,
      ((m + 1) * 0.0125)::DECIMAL(38,12) AS price, ((m + 1) * 0.0000000125)::DECIMAL(38,12) AS token_price, from_day AS effective_from, to_day AS effective_to
    FROM range(200) AS models(m), (VALUES ('input_uncached'), ('input_cache_read'), ('output')) AS meters(meter),
      (VALUES ('standard'), ('batch')) AS tiers(tier),
      (VALUES (DATE '2000-01-01', DATE '2026-10-15'), (DATE '2026-10-15', DATE '2999-01-01')) AS days(from_day, to_day)`)
  await connection.run(`CREATE TABLE usage AS
    SELECT DATE '2026-10-01' + (i % 31)::INTEGER AS usage_date, 'model-' || (i * 7 % 200) AS model,
      ['input_uncached', 'input_cache_read', 'output'][1 + i % 3] AS meter, ['standard', 'batch'][1 + i // 3 % 2] AS service_tier,
      'base' AS context_band, 'global' AS region, (i * 7919 % 1000003)::DECIMAL(38,12) AS quantity
    FROM range(${rows}) AS lines(i)`)
  const columns: Readonly<Record<string, string>> = {
    cost_date: 'usage_date',
    provider: "'openai'",
    billing_account_id: "'a'",
    model: 'model',
    project_id: "'p-' || hash(quantity) % 5",
    service_tier: 'service_tier',
    meter: 'meter',
    quantity: 'quantity',
    unit: "'Tokens'",
    currency: "'USD'",
    list_cost: 'quantity * 0.0000125',
    contracted_cost: 'quantity * 0.0000125',
    is_priced: 'TRUE',
    x_genai_provider: "'openai'",
    x_credential_id: "'c'",
  }
  const cells = schema.columns.map(
    ({ name, type }) => `CAST(${columns[name] ?? 'NULL'} AS ${TYPES[type] ?? 'VARCHAR'}) AS "${name}"`,
  )
  await connection.run(`CREATE TABLE ${COSTS} AS SELECT ${cells.join(', ')} FROM usage`)
}
