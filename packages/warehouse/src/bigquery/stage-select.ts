import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { SqlParameters, Statement } from '@cloudact/core/ports/warehouse'
import type { SourceColumn } from '../lake/engine.ts'
import { bigqueryIdentifier, bigqueryTable, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { callProcedure, createProcedure } from './create-procedure.ts'
import { describeSelect } from './describe-select.ts'
import { ensureDataset } from './ensure-dataset.ts'
import { queryParameters } from './jobs/query-parameters.ts'
import { runQuery, type JobRun } from './jobs/run-job.ts'
import { prepareQuery } from './prepare-query.ts'
import type { StagingTarget } from './stage-file.ts'
import { stagedColumns } from './staged-columns.ts'

/**
 * Computes a SELECT in BigQuery and appends its rows to the staging table. SELECTs with names are kept as stored
 * procedures and called by them, so that the project's job list says what ran.
 */
export async function stageSelectContent(
  warehouse: OrgBigQuery,
  target: StagingTarget,
  statement: Statement,
): Promise<void> {
  const { procedures, ...plain } = statement
  if (procedures === undefined) return stageStatement(warehouse, target, plain)
  for (const { name, sql } of procedures) await stageProcedure(warehouse, target, name, { ...plain, sql })
}

async function stageStatement(
  warehouse: OrgBigQuery,
  target: StagingTarget,
  statement: Statement,
): Promise<void> {
  const { table, stamp, run } = target
  const { columns } = await describeSelect(warehouse, table, statement, stamp, run.what, run.signal)
  const { sql, parameters } = await prepareQuery(warehouse, statement, run.what)
  await runQuery(warehouse, {
    ...run,
    sql: `${insertFrom(warehouse, target, columns)}(\n${sql}\n) AS result`,
    parameters,
    estimated: true,
  })
}

async function stageProcedure(
  warehouse: OrgBigQuery,
  target: StagingTarget,
  name: string,
  statement: Statement,
): Promise<void> {
  const { table, stamp, run } = target
  const described = await describeSelect(warehouse, table, statement, stamp, run.what, run.signal)
  const result = `result_${randomUUID().replaceAll('-', '')}`
  const values = { ...statement.parameters }
  await ensureProcedure(warehouse, name, statement.sql, values, run.labels)
  try {
    await runQuery(warehouse, {
      ...run,
      sql: callProcedure(warehouse.procedureDataset, name, described.parameters),
      parameters: queryParameters(['dataset_name', 'result_name', ...described.parameters], {
        ...values,
        dataset_name: warehouse.dataset,
        result_name: result,
      }),
    })
    const source = bigqueryTable(warehouse.dataset, result)
    await runQuery(warehouse, {
      ...run,
      sql: `${insertFrom(warehouse, target, described.columns)}${source} AS result`,
    })
  } finally {
    await dropTable(warehouse, result)
  }
}

function insertFrom(
  warehouse: OrgBigQuery,
  { table, stamp, sliceId, staging }: StagingTarget,
  columns: readonly SourceColumn[],
): string {
  const names = [...table.columns.map(({ name }) => name), SLICE_COLUMN].map(bigqueryIdentifier).join(', ')
  return `INSERT INTO ${bigqueryTable(warehouse.dataset, staging)} (${names})\nSELECT ${stagedColumns(table, columns, stamp, sliceId)}\nFROM `
}

/** Once per process and text: another process of another release may have put its own there. */
async function ensureProcedure(
  warehouse: OrgBigQuery,
  name: string,
  sql: string,
  values: SqlParameters,
  labels: JobRun['labels'],
): Promise<void> {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name))
    throw new AppError('config_invalid', `"${name.slice(0, 60)}" cannot be the name of a stored procedure.`)
  const text = createProcedure(warehouse.procedureDataset, name, sql, values)
  if (warehouse.known.has(text)) return
  await ensureDataset(warehouse, warehouse.procedureDataset, { routines: false, labels })
  await runQuery(warehouse, {
    what: `Creating procedure "${name}"`,
    labels,
    sql: text,
  })
  warehouse.known.add(text)
}

/** A table of rows on their way. One that cannot be removed expires within a day. */
export async function dropTable(warehouse: OrgBigQuery, name: string): Promise<void> {
  try {
    await warehouse.client.dataset(warehouse.dataset).table(name).delete({ ignoreNotFound: true })
  } catch (error) {
    warehouse.log.warn({ err: error, table: name }, 'a temporary BigQuery table was left to expire')
  }
}
