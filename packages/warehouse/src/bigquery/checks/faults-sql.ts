import { MOST_FAULTS } from '../../lake/check-refusal.ts'
import { bigqueryIdentifier } from '../../sql/bigquery-dialect.ts'
import type { CheckColumn, PlannedCheck } from './plan-checks.ts'

/** A check with its SELECT as BigQuery is to run it. */
export type AskedCheck = { readonly check: PlannedCheck; readonly sql: string }

export const FAULTS_BEGIN = 'cloudact_faults:'
export const FAULTS_END = ':end'
/** One more than is told, so that it can be said that there are more. */
const READ = MOST_FAULTS + 1

/**
 * A SELECT of one row, `faults`: what some checks found, as the text `readFaults` reads; NULL when they found nothing.
 * Every fault is a JSON array of texts: the check's index, then its columns. The first ones by their columns are told.
 */
export function faultsSql(asked: readonly AskedCheck[]): string {
  const found = asked.map(foundBy).join('\nUNION ALL\n')
  const list = `ARRAY(\nSELECT told FROM (\n${found}\n) ORDER BY place LIMIT ${READ}\n)`
  return `SELECT CASE WHEN found <> '' THEN CONCAT('${FAULTS_BEGIN}', found, '${FAULTS_END}') END AS faults\nFROM (SELECT ARRAY_TO_STRING(${list}, '') AS found)`
}

/** A statement of a transaction that fails with the faults as its message when there are any. */
export function refuseFaults(table: string, asked: readonly AskedCheck[]): string {
  // A temporary table may be made within a transaction, and its making reads every row.
  return `CREATE TEMP TABLE ${bigqueryIdentifier(table)} AS\nSELECT CASE WHEN faults IS NOT NULL THEN ERROR(faults) ELSE 'none' END AS faults\nFROM (\n${faultsSql(asked)}\n)`
}

function foundBy({ check, sql }: AskedCheck, position: number): string {
  const order = check.columns.map(({ name }) => bigqueryIdentifier(name)).join(', ')
  const cells = check.columns.map(cellText).join(', ')
  return [
    `SELECT TO_JSON_STRING(['${check.index}', ${cells}]) AS told, ${position * READ} + ROW_NUMBER() OVER (ORDER BY ${order}) AS place`,
    `FROM (SELECT * FROM (\n${sql}\n) ORDER BY ${order} LIMIT ${READ})`,
  ].join('\n')
}

/** A value as the API would send it. */
function cellText({ name, type }: CheckColumn): string {
  const column = bigqueryIdentifier(name)
  return `CAST(${type === 'TIMESTAMP' ? `UNIX_MICROS(${column})` : column} AS STRING)`
}
