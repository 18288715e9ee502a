import { randomUUID } from 'node:crypto'
import type { Statement } from '@cloudact/core/ports/warehouse'
import type { SourceColumn } from '../lake/engine.ts'
import { bigqueryIdentifier, bigqueryTable, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { callProcedure } from './create-procedure.ts'
import { describeSelect } from './describe-select.ts'
import { ensureProcedure } from './ensure-procedure.ts'
import { queryParameters } from './jobs/query-parameters.ts'
import { runQuery } from './jobs/run-job.ts'
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

/** A table of rows on their way. One that cannot be removed expires within a day. */
export async function dropTable(warehouse: OrgBigQuery, name: string): Promise<void> {
  try {
    await warehouse.client.dataset(warehouse.dataset).table(name).delete({ ignoreNotFound: true })
  } catch (error) {
    warehouse.log.warn({ err: error, table: name }, 'a temporary BigQuery table was left to expire')
  }
}
