import type { SqlParameters } from '@cloudact/core/ports/warehouse'
import { bigqueryDialect, bigqueryString, bigqueryTable } from '../sql/bigquery-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import { EXPIRES } from './create-table.ts'
import { parameterType } from './jobs/query-parameters.ts'

/** Stand for the names a call gives: a table cannot be a parameter of a statement. */
const DATASET = '__cloudact_dataset__'
const RESULT = '__cloudact_result__'

/**
 * DDL that makes a stored procedure of a SELECT: one for all organizations, which writes its rows into a table of the
 * organization's dataset that the call names. The values stay parameters inside.
 */
export function createProcedure(
  procedureDataset: string,
  name: string,
  sql: string,
  parameters: SqlParameters,
): string {
  const { text, parameters: names } = renderSql(sql, bigqueryDialect(DATASET))
  const create = `CREATE TABLE ${bigqueryTable(DATASET, RESULT)}\nOPTIONS (${EXPIRES}) AS\n${text}`
  const declared = names.map(
    (parameter) => `IN p_${parameter} ${parameterType(parameters[parameter] ?? null)}`,
  )
  const list = ['IN p_dataset_name STRING', 'IN p_result_name STRING', ...declared].join(',\n  ')
  const using = names.map((parameter) => `p_${parameter} AS ${parameter}`).join(', ')
  return `CREATE OR REPLACE PROCEDURE ${bigqueryTable(procedureDataset, name)}(\n  ${list}\n)\nBEGIN\nEXECUTE IMMEDIATE REPLACE(REPLACE(${bigqueryString(create)}, '${DATASET}', p_dataset_name), '${RESULT}', p_result_name)${using === '' ? '' : `\nUSING ${using}`};\nEND`
}

/** The call of such a procedure, with parameters `dataset_name`, `result_name` and those of the SELECT. */
export function callProcedure(procedureDataset: string, name: string, names: readonly string[]): string {
  const list = ['dataset_name', 'result_name', ...names].map((parameter) => `@${parameter}`)
  return `CALL ${bigqueryTable(procedureDataset, name)}(${list.join(', ')})`
}
