import { expect, test } from 'vitest'
import { UTC } from '@cloudact/core/time-zone'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { createProcedure } from './create-procedure.ts'
import { createRoutines } from './create-routines.ts'
import { addColumns, createRollupTable, createTable } from './create-table.ts'
import { dropSlice, replaceSlice } from './replace-slice.ts'

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
const select =
  "SELECT service, account, charged_at, {{mul(cost, {{to_decimal(@rate)}})}} AS cost, tags FROM {{table(raw)}} WHERE kind = 'it''s'"

test('a table is created partitioned and clustered', () => {
  expect(createTable('acme_prod', schema)).toMatchInlineSnapshot(`
    "CREATE TABLE IF NOT EXISTS \`acme_prod\`.\`costs\` (
      \`service\` STRING NOT NULL,
      \`account\` STRING OPTIONS (description = 'Payer'),
      \`charged_at\` TIMESTAMP NOT NULL,
      \`cost\` BIGNUMERIC(38, 12),
      \`tags\` JSON,
      \`x_run_id\` STRING,
      \`x_slice_pipeline_id\` STRING NOT NULL,
      \`x_slice_credential_id\` STRING NOT NULL,
      \`x_slice_account_id\` STRING NOT NULL,
      \`x_slice_period\` STRING NOT NULL
    )
    PARTITION BY DATE(\`charged_at\`)
    CLUSTER BY \`service\`, \`account\`
    OPTIONS (description = 'What it\\'s for')"
  `)
  const monthly: TableSchema = {
    name: 'm',
    columns: [{ name: 'd', type: 'date' }],
    partition: { column: 'd', granularity: 'month' },
  }
  expect(createTable('acme_prod', monthly)).toContain('PARTITION BY DATE_TRUNC(`d`, MONTH)')
  expect(createRollupTable('acme_prod', schema)).toMatchInlineSnapshot(`
    "CREATE TABLE IF NOT EXISTS \`acme_prod\`.\`costs__rollup\` (
      \`day\` DATE,
      \`cost\` BIGNUMERIC(38, 12),
      \`x_slice_pipeline_id\` STRING NOT NULL,
      \`x_slice_credential_id\` STRING NOT NULL,
      \`x_slice_account_id\` STRING NOT NULL,
      \`x_slice_period\` STRING NOT NULL
    )"
  `)
  expect(createRollupTable('acme_prod', monthly)).toBeUndefined()
})

test('columns are added, never required', () => {
  expect(
    addColumns('acme_prod', 'costs', [
      { name: 'a', type: 'decimal', required: true },
      { name: 'b', type: 'json' },
    ]),
  ).toMatchInlineSnapshot(`
    "ALTER TABLE \`acme_prod\`.\`costs\`
      ADD COLUMN IF NOT EXISTS \`a\` BIGNUMERIC(38, 12),
      ADD COLUMN IF NOT EXISTS \`b\` JSON"
  `)
})

test('a slice is replaced by one transaction', () => {
  expect(replaceSlice('acme_prod', schema, [select], ['x_run_id'])).toMatchInlineSnapshot(`
    "BEGIN
    BEGIN TRANSACTION;
    DELETE FROM \`acme_prod\`.\`costs\` WHERE \`x_slice_pipeline_id\` = @x_slice_pipeline_id AND \`x_slice_credential_id\` = @x_slice_credential_id AND \`x_slice_account_id\` = @x_slice_account_id AND \`x_slice_period\` = @x_slice_period;
    INSERT INTO \`acme_prod\`.\`costs\` (\`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_pipeline_id\`, \`x_slice_credential_id\`, \`x_slice_account_id\`, \`x_slice_period\`)
    SELECT \`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, CAST(@x_run_id AS STRING), CAST(@x_slice_pipeline_id AS STRING), CAST(@x_slice_credential_id AS STRING), CAST(@x_slice_account_id AS STRING), CAST(@x_slice_period AS STRING) FROM (
    SELECT service, account, charged_at, ROUND(CAST(cost AS BIGNUMERIC) * CAST(ROUND(CAST(IF(@rate IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(@rate), r'^-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?$'), ERROR(CONCAT('"', TRIM(@rate), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS cost, tags FROM \`acme_prod\`.\`raw\` WHERE kind = 'it\\'s'
    );
    DELETE FROM \`acme_prod\`.\`costs__rollup\` WHERE \`x_slice_pipeline_id\` = @x_slice_pipeline_id AND \`x_slice_credential_id\` = @x_slice_credential_id AND \`x_slice_account_id\` = @x_slice_account_id AND \`x_slice_period\` = @x_slice_period;
    INSERT INTO \`acme_prod\`.\`costs__rollup\` (\`day\`, \`cost\`, \`x_slice_pipeline_id\`, \`x_slice_credential_id\`, \`x_slice_account_id\`, \`x_slice_period\`)
    SELECT DATE(charged_at), SUM(CAST(cost AS BIGNUMERIC)), @x_slice_pipeline_id, @x_slice_credential_id, @x_slice_account_id, @x_slice_period FROM \`acme_prod\`.\`costs\` WHERE \`x_slice_pipeline_id\` = @x_slice_pipeline_id AND \`x_slice_credential_id\` = @x_slice_credential_id AND \`x_slice_account_id\` = @x_slice_account_id AND \`x_slice_period\` = @x_slice_period
    GROUP BY 1;
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
  expect(dropSlice('acme_prod', schema)).toMatchInlineSnapshot(`
    "BEGIN
    BEGIN TRANSACTION;
    DELETE FROM \`acme_prod\`.\`costs\` WHERE \`x_slice_pipeline_id\` = @x_slice_pipeline_id AND \`x_slice_credential_id\` = @x_slice_credential_id AND \`x_slice_account_id\` = @x_slice_account_id AND \`x_slice_period\` = @x_slice_period;
    DELETE FROM \`acme_prod\`.\`costs__rollup\` WHERE \`x_slice_pipeline_id\` = @x_slice_pipeline_id AND \`x_slice_credential_id\` = @x_slice_credential_id AND \`x_slice_account_id\` = @x_slice_account_id AND \`x_slice_period\` = @x_slice_period;
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
})

test('a check is an assertion inside the transaction, after everything it may read', () => {
  const check = {
    name: 'sp_check',
    select: "SELECT 'no cost' AS fault FROM {{table(costs)}} WHERE cost IS NULL",
  }
  const text = replaceSlice('acme_prod', schema, [select], [], '@', UTC, [check])
  expect(text.slice(text.lastIndexOf('GROUP BY 1;'))).toMatchInlineSnapshot(`
    "GROUP BY 1;
    SELECT IF(COUNT(*) = 0, NULL, ERROR(CONCAT('refused by sp_check: ', STRING_AGG(TO_JSON_STRING(fault), '; ' LIMIT 20)))) FROM (
    SELECT 'no cost' AS fault FROM \`acme_prod\`.\`costs\` WHERE cost IS NULL
    ) AS fault;
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
})

test('a procedure file becomes a stored procedure over the same text', () => {
  const text = createProcedure('acme_prod', schema, {
    name: 'sp_costs',
    parameters: [{ name: 'rate', type: 'string' }],
    selects: [select],
    stamped: [{ name: 'x_run_id', type: 'string' }],
  })
  expect(text).toMatchInlineSnapshot(`
    "CREATE OR REPLACE PROCEDURE \`acme_prod\`.\`sp_costs\`(
      IN p_x_slice_pipeline_id STRING,
      IN p_x_slice_credential_id STRING,
      IN p_x_slice_account_id STRING,
      IN p_x_slice_period STRING,
      IN p_rate STRING,
      IN p_x_run_id STRING
    )
    BEGIN
    BEGIN TRANSACTION;
    DELETE FROM \`acme_prod\`.\`costs\` WHERE \`x_slice_pipeline_id\` = p_x_slice_pipeline_id AND \`x_slice_credential_id\` = p_x_slice_credential_id AND \`x_slice_account_id\` = p_x_slice_account_id AND \`x_slice_period\` = p_x_slice_period;
    INSERT INTO \`acme_prod\`.\`costs\` (\`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, \`x_run_id\`, \`x_slice_pipeline_id\`, \`x_slice_credential_id\`, \`x_slice_account_id\`, \`x_slice_period\`)
    SELECT \`service\`, \`account\`, \`charged_at\`, \`cost\`, \`tags\`, CAST(p_x_run_id AS STRING), CAST(p_x_slice_pipeline_id AS STRING), CAST(p_x_slice_credential_id AS STRING), CAST(p_x_slice_account_id AS STRING), CAST(p_x_slice_period AS STRING) FROM (
    SELECT service, account, charged_at, ROUND(CAST(cost AS BIGNUMERIC) * CAST(ROUND(CAST(IF(p_rate IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(p_rate), r'^-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?$'), ERROR(CONCAT('"', TRIM(p_rate), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN') AS cost, tags FROM \`acme_prod\`.\`raw\` WHERE kind = 'it\\'s'
    );
    DELETE FROM \`acme_prod\`.\`costs__rollup\` WHERE \`x_slice_pipeline_id\` = p_x_slice_pipeline_id AND \`x_slice_credential_id\` = p_x_slice_credential_id AND \`x_slice_account_id\` = p_x_slice_account_id AND \`x_slice_period\` = p_x_slice_period;
    INSERT INTO \`acme_prod\`.\`costs__rollup\` (\`day\`, \`cost\`, \`x_slice_pipeline_id\`, \`x_slice_credential_id\`, \`x_slice_account_id\`, \`x_slice_period\`)
    SELECT DATE(charged_at), SUM(CAST(cost AS BIGNUMERIC)), p_x_slice_pipeline_id, p_x_slice_credential_id, p_x_slice_account_id, p_x_slice_period FROM \`acme_prod\`.\`costs\` WHERE \`x_slice_pipeline_id\` = p_x_slice_pipeline_id AND \`x_slice_credential_id\` = p_x_slice_credential_id AND \`x_slice_account_id\` = p_x_slice_account_id AND \`x_slice_period\` = p_x_slice_period
    GROUP BY 1;
    COMMIT TRANSACTION;
    EXCEPTION WHEN ERROR THEN
    ROLLBACK TRANSACTION;
    RAISE;
    END;"
  `)
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
