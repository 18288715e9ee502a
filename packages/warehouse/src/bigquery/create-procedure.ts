import type { ColumnType, TableSchema } from '@cloudact/core/ports/warehouse'
import { bigqueryTable, bigqueryType } from '../sql/bigquery-dialect.ts'
import { SLICE_KEY } from './create-table.ts'
import { replaceSlice } from './replace-slice.ts'

export type ProcedureText = {
  readonly name: string
  /** Everything the SELECTs use as `@name`. */
  readonly parameters: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly selects: readonly string[]
  /** Columns of the target that are constants of the call: parameters of the same names. */
  readonly stamped: readonly { readonly name: string; readonly type: ColumnType }[]
}

/** DDL that makes a stored procedure of a procedure file: it replaces one slice of the target per call. */
export function createProcedure(dataset: string, target: TableSchema, procedure: ProcedureText): string {
  const { parameters, stamped } = procedure
  const declared = new Map<string, string>(SLICE_KEY.map((name) => [name, 'STRING']))
  for (const { name, type } of [...parameters, ...stamped]) declared.set(name, bigqueryType(type))
  const list = [...declared].map(([name, type]) => `  IN p_${name} ${type}`).join(',\n')
  const body = replaceSlice(
    dataset,
    target,
    procedure.selects,
    stamped.map(({ name }) => name),
    '',
  )
  return `CREATE OR REPLACE PROCEDURE ${bigqueryTable(dataset, procedure.name)}(\n${list}\n)\n${body}`
}
