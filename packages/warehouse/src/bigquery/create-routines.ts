import { bigqueryTable } from '../sql/bigquery-dialect.ts'
import { macros } from '../sql/macros.ts'

/** DDL of the functions that rendered BigQuery SQL calls; every dataset has its own. */
export function createRoutines(dataset: string): readonly string[] {
  return macros
    .flatMap((macro) => macro.bigqueryRoutines ?? [])
    .map(({ name, parameters, body }) => {
      const list = parameters.map((parameter) => `${parameter} BIGNUMERIC`).join(', ')
      return `CREATE OR REPLACE FUNCTION ${bigqueryTable(dataset, name)}(${list}) RETURNS BIGNUMERIC AS (${body})`
    })
}
