import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { AppError } from '@cloudact/core/errors'
import type { SqlParameters, SqlValue } from '@cloudact/core/ports/warehouse'

export type BoundParameters = ReadonlyMap<string, { readonly value: DuckDBValue; readonly type: DuckDBType }>

/** Native bindings for the parameters a statement uses. Throws `config_invalid` for one that was not given. */
export function bindParameters(names: readonly string[], parameters: SqlParameters): BoundParameters {
  const bound = new Map<string, ReturnType<typeof bindValue>>()
  for (const name of names) {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (value === undefined) throw new AppError('config_invalid', `The statement needs a value for @${name}.`)
    bound.set(name, bindValue(value))
  }
  return bound
}

function bindValue(value: SqlValue): { value: DuckDBValue; type: DuckDBType } {
  if (value === null || typeof value === 'string') return { value, type: VARCHAR }
  if (typeof value === 'boolean') return { value, type: BOOLEAN }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE }
  }
  return { value: listValue([...value]), type: LIST(VARCHAR) }
}
