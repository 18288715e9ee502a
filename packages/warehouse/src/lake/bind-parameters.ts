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

export type BoundParameters = {
  readonly values: Record<string, DuckDBValue>
  readonly types: Record<string, DuckDBType>
}

/** Native bindings for the parameters a statement uses. Throws `config_invalid` for one that was not given. */
export function bindParameters(names: readonly string[], parameters: SqlParameters): BoundParameters {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const name of names) {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (value === undefined) throw new AppError('config_invalid', `The statement needs a value for @${name}.`)
    const bound = bindValue(value)
    values[name] = bound.value
    types[name] = bound.type
  }
  return { values, types }
}

function bindValue(value: SqlValue): { value: DuckDBValue; type: DuckDBType } {
  if (value === null || typeof value === 'string') return { value, type: VARCHAR }
  if (typeof value === 'boolean') return { value, type: BOOLEAN }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE }
  }
  return { value: listValue([...value]), type: LIST(VARCHAR) }
}
