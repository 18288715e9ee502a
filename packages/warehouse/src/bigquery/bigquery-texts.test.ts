import { expect, test } from 'vitest'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { refuseFaults } from './checks/faults-sql.ts'
import type { PlannedCheck } from './checks/plan-checks.ts'
import { readFaults } from './checks/read-faults.ts'
import { callProcedure, createProcedure } from './create-procedure.ts'
import { createRoutines } from './create-routines.ts'
import { addColumns, createRollupTable, createStaging, createTable } from './create-table.ts'
import { swapScript } from './swap-script.ts'

const schema: TableSchema = {
  name: 'costs',
  description: "What it's for",
  partition: { column: 'charged_at', granularity: 'day' },
  cluster: ['service', 'account'],
  columns: [
    { name: 'service', type: 'string', required: true },
    { name: 'account', type: 'string', description: 'Payer' },
    { name: 'charged_at', type: 'timestamp', required: true },
    { name: 'cost', type: 'decimal' },
    { name: 'tags', type: 'json' },
    { name: 'x_run_id', type: 'string' },
  ],
  rollup: {
    name: 'daily',
    dimensions: [{ name: 'day', type: 'date', expression: '{{day(charged_at)}}' }],
    measures: [{ name: 'cost', type: 'decimal', expression: 'cost' }],
  },
}
const lakeTable = {
  name: 'costs',
  schemaVersion: 1,
  columns: schema.columns.map((column) => ({ ...column, since: 1 })),
  definition: schema,
  rollupVersion: 1,
  timeZone: 'UTC',
}
const select =
  "SELECT service, account, charged_at, {{mul(cost, {{to_decimal(@rate)}})}} AS cost, tags FROM {{table(raw)}} WHERE kind = 'it''s'"

test('a table is created partitioned and clustered', () => {
  expect(createTable('acme_prod', schema)).toMatchInlineSnapshot(`
    "CREATE TABLE IF NOT EXISTS \`acme_prod\`.\`costs\` (
      \`service\` STRING,
      \`account\` STRING OPTIONS (description = 'Payer'),
      \`charged_at\` TIMESTAMP,
      \`cost\` BIGNUMERIC(38, 12),
      \`tags\` STRING,
      \`x_run_id\` STRING,
      \`x_slice_id\` STRING
    )
    PARTITION BY DATE(\`charged_at\`)
    CLUSTER BY \`service\`, \`account\`, \`x_slice_id\`
    OPTIONS (description = 'What it\\'s for')"
  `)
  const monthly: TableSchema = {
    name: 'm',
    columns: [{ name: 'd', type: 'date' }],
    partition: { column: 'd', granularity: 'month' },
  }
  expect(createTable('acme_prod', monthly)).toContain('PARTITION BY DATE_TRUNC(`d`, MONTH)')
  expect(createRollupTable('acme_prod', schema, 'Europe/Berlin')).toMatchInlineSnapshot(`
    "CREATE OR REPLACE TABLE \`acme_prod\`.\`costs__rollup\`
    CLUSTER BY x_slice_id AS
    SELECT CAST(DATE(charged_at) AS DATE) AS \`day\`, x_slice_id, SUM(CAST(cost AS BIGNUMERIC)) AS \`cost\`
    FROM \`acme_prod\`.\`costs\`
    GROUP BY 1, 2"
  `)
  expect(createRollupTable('acme_prod', monthly, 'UTC')).toBeUndefined()
})

test('columns are added', () => {
  expect(
    addColumns('acme_prod', 'costs', [
      { name: 'a', type: 'decimal', required: true },
      { name: 'b', type: 'json' },
    ]),
  ).toMatchInlineSnapshot(`
    "ALTER TABLE \`acme_prod\`.\`costs\`
      ADD COLUMN IF NOT EXISTS \`a\` BIGNUMERIC(38, 12),
      ADD COLUMN IF NOT EXISTS \`b\` STRING"
  `)
})

test('slices are replaced by one transaction, with predecessors and rollup', () => {
  const swap = { table: lakeTable, staging: 'staging_1' }
  expect(swapScript('acme_prod', [swap], 'UTC')).toMatchInlineSnapshot(`
    "BEGIN
    BEGIN TRANSACTION;
    DELETE FROM \`acme_prod\`.\`costs__previous\` WHERE x_slice_id IN UNNEST(@slices);
    INSERT INTO \`acme_prod\`.\`costs__previous\` (\`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_id\`)
    SELECT \`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_id\` FROM \`acme_prod\`.\`costs\` WHERE x_slice_id IN UNNEST(@slices);
    DELETE FROM \`acme_prod\`.\`costs\` WHERE x_slice_id IN UNNEST(@slices);
    DELETE FROM \`acme_prod\`.\`costs__rollup\` WHERE x_slice_id IN UNNEST(@slices);
    INSERT INTO \`acme_prod\`.\`costs\` (\`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_id\`)
    SELECT \`service\`, \`account\`, \`charged_at\`, CAST(\`cost\` AS BIGNUMERIC), \`tags\`, \`x_run_id\`, x_slice_id FROM \`acme_prod\`.\`staging_1\` WHERE x_slice_id IN UNNEST(@slices);
    INSERT INTO \`acme_prod\`.\`costs__rollup\` (\`day\`, \`x_slice_id\`, \`cost\`)
    SELECT CAST(DATE(charged_at) AS DATE) AS \`day\`, x_slice_id, SUM(CAST(cost AS BIGNUMERIC)) AS \`cost\`
    FROM \`acme_prod\`.\`costs\` WHERE x_slice_id IN UNNEST(@slices)
    GROUP BY 1, 2;
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
  expect(swapScript('acme_prod', [{ table: lakeTable }], 'UTC')).toMatchInlineSnapshot(`
    "BEGIN
    BEGIN TRANSACTION;
    DELETE FROM \`acme_prod\`.\`costs__previous\` WHERE x_slice_id IN UNNEST(@slices);
    INSERT INTO \`acme_prod\`.\`costs__previous\` (\`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_id\`)
    SELECT \`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_id\` FROM \`acme_prod\`.\`costs\` WHERE x_slice_id IN UNNEST(@slices);
    DELETE FROM \`acme_prod\`.\`costs\` WHERE x_slice_id IN UNNEST(@slices);
    DELETE FROM \`acme_prod\`.\`costs__rollup\` WHERE x_slice_id IN UNNEST(@slices);
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
})

const checked: PlannedCheck = {
  name: 'no costs',
  statement: { sql: '' },
  index: 0,
  after: 1,
  columns: [
    { name: 'fault', type: 'STRING' },
    { name: 'cost', type: 'BIGNUMERIC' },
    { name: 'seen_at', type: 'TIMESTAMP' },
  ],
}

test('a check is a statement of the transaction that fails with what it finds', () => {
  const asked = { check: checked, sql: "SELECT 'a cost' AS fault, cost, seen_at FROM costs" }
  const statement = refuseFaults('check_0', [asked, asked])
  expect(statement).toMatchInlineSnapshot(`
    "CREATE TEMP TABLE \`check_0\` AS
    SELECT CASE WHEN faults IS NOT NULL THEN ERROR(faults) ELSE 'none' END AS faults
    FROM (
    SELECT CASE WHEN found <> '' THEN CONCAT('cloudact_faults:', found, ':end') END AS faults
    FROM (SELECT ARRAY_TO_STRING(ARRAY(
    SELECT told FROM (
    SELECT TO_JSON_STRING(['0', CAST(\`fault\` AS STRING), CAST(\`cost\` AS STRING), CAST(UNIX_MICROS(\`seen_at\`) AS STRING)]) AS told, 0 + ROW_NUMBER() OVER (ORDER BY \`fault\`, \`cost\`, \`seen_at\`) AS place
    FROM (SELECT * FROM (
    SELECT 'a cost' AS fault, cost, seen_at FROM costs
    ) ORDER BY \`fault\`, \`cost\`, \`seen_at\` LIMIT 21)
    UNION ALL
    SELECT TO_JSON_STRING(['0', CAST(\`fault\` AS STRING), CAST(\`cost\` AS STRING), CAST(UNIX_MICROS(\`seen_at\`) AS STRING)]) AS told, 21 + ROW_NUMBER() OVER (ORDER BY \`fault\`, \`cost\`, \`seen_at\`) AS place
    FROM (SELECT * FROM (
    SELECT 'a cost' AS fault, cost, seen_at FROM costs
    ) ORDER BY \`fault\`, \`cost\`, \`seen_at\` LIMIT 21)
    ) ORDER BY place LIMIT 21
    ), '') AS found)
    )"
  `)
  expect(swapScript('acme_prod', [], 'UTC', [statement])).toContain(
    `BEGIN TRANSACTION;\n${statement};\nCOMMIT TRANSACTION;`,
  )
})

test("what a check found is read out of BigQuery's message, also of one that was cut", () => {
  const told = (cost: string): string => JSON.stringify(['0', 'a "cost"', cost, '1767225600500000'])
  const fault = (cost: string) => ({ fault: 'a "cost"', cost, seen_at: '2026-01-01T00:00:00.5Z' })
  const whole = `Query error: cloudact_faults:${told('1.50')}["0",null,null,null]:end at [3:1]`
  expect(readFaults(whole, [checked])).toMatchObject({
    code: 'invalid_input',
    message:
      'The rows were refused by no costs and nothing was changed: a "cost" (cost 1.5, seen_at 2026-01-01T00:00:00.5Z); a fault.',
    public: { faults: [fault('1.5'), { fault: null, cost: null, seen_at: null }] },
  })
  const cut = `cloudact_faults:${told('1')}${told('2').slice(0, 20)}`
  expect(readFaults(cut, [checked])).toMatchObject({
    message: expect.stringMatching(/; and more\.$/),
    public: { faults: [fault('1')] },
  })
  expect(readFaults(cut.slice(0, 30), [checked])?.message).toContain('a fault too long to be told')
  expect(readFaults('Division by zero: 1 / 0', [checked])).toBeUndefined()
})

test('rows on their way are in a table that expires', () => {
  expect(createStaging('acme_prod', 'staging_1', lakeTable.columns)).toMatchInlineSnapshot(`
    "CREATE TABLE \`acme_prod\`.\`staging_1\` (
      \`service\` STRING,
      \`account\` STRING,
      \`charged_at\` TIMESTAMP,
      \`cost\` STRING,
      \`tags\` STRING,
      \`x_run_id\` STRING,
      \`x_slice_id\` STRING
    )
    OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 1 DAY))"
  `)
})

test('a procedure is one for all organizations: its call names the dataset and the table for its rows', () => {
  const parameters = { rate: '0.1', kinds: ['a'] }
  const named = `${select} AND {{in_list(kind, kinds)}}`
  expect(createProcedure('organizations', 'sp_costs', named, parameters)).toMatchInlineSnapshot(`
    "CREATE OR REPLACE PROCEDURE \`organizations\`.\`sp_costs\`(
      IN p_dataset_name STRING,
      IN p_result_name STRING,
      IN p_rate STRING,
      IN p_kinds ARRAY<STRING>
    )
    BEGIN
    EXECUTE IMMEDIATE REPLACE(REPLACE('CREATE TABLE \`__cloudact_dataset__\`.\`__cloudact_result__\`\\nOPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 1 DAY)) AS\\nSELECT service, account, charged_at, ROUND(CAST(cost AS BIGNUMERIC) * CAST(ROUND(CAST(IF(@rate IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(@rate), r\\'^-?(?:\\\\d+\\\\.?\\\\d*|\\\\.\\\\d+)(?:[eE][+-]?\\\\d{1,3})?$\\'), ERROR(CONCAT(\\'"\\', TRIM(@rate), \\'" is not a decimal number\\')))) AS BIGNUMERIC), 12, \\'ROUND_HALF_EVEN\\') AS BIGNUMERIC), 12, \\'ROUND_HALF_EVEN\\') AS cost, tags FROM (SELECT * EXCEPT (x_slice_id) FROM \`__cloudact_dataset__\`.\`raw\`) WHERE kind = \\'it\\\\\\'s\\' AND (kind IN UNNEST(@kinds))', '__cloudact_dataset__', p_dataset_name), '__cloudact_result__', p_result_name)
    USING p_rate AS rate, p_kinds AS kinds;
    END"
  `)
  expect(callProcedure('organizations', 'sp_costs', ['rate', 'kinds'])).toMatchInlineSnapshot(
    `"CALL \`organizations\`.\`sp_costs\`(@dataset_name, @result_name, @rate, @kinds)"`,
  )
})

test('the functions of the money macros', () => {
  expect(createRoutines('acme_prod')).toMatchInlineSnapshot(`
    [
      "CREATE OR REPLACE FUNCTION \`acme_prod\`.\`money_div\`(a BIGNUMERIC, b BIGNUMERIC) RETURNS BIGNUMERIC AS ((
      SELECT CASE
        WHEN ABS(r + r) > ABS(b) * BIGNUMERIC '0.000000000001'
          OR (ABS(r + r) = ABS(b) * BIGNUMERIC '0.000000000001' AND MOD(q * 1000000000000, 2) <> 0)
        THEN q + SIGN(r) * SIGN(b) * BIGNUMERIC '0.000000000001' ELSE q END
      FROM (SELECT q, a - q * b AS r FROM (SELECT ROUND(a / b, 12) AS q))
    ))",
    ]
  `)
})
