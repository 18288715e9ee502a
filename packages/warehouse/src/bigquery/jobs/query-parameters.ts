import type { SqlParameters, SqlValue } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'

export type QueryParameter = {
  readonly name: string
  readonly parameterType: { readonly type: string; readonly arrayType?: { readonly type: string } }
  readonly parameterValue: {
    /** Absent: NULL. */
    readonly value?: string
    readonly arrayValues?: { readonly value: string }[]
  }
}

/** Named parameters of the request, values as text. Throws `config_invalid` for a name without a value. */
export function queryParameters(names: readonly string[], parameters: SqlParameters): QueryParameter[] {
  return names.map((name) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (value === undefined) throw new AppError('config_invalid', `The statement needs a value for @${name}.`)
    return queryParameter(name, value)
  })
}

export function parameterType(value: SqlValue): string {
  if (value === null || typeof value === 'string') return 'STRING'
  if (typeof value === 'boolean') return 'BOOL'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'INT64' : 'FLOAT64'
  return 'ARRAY<STRING>'
}

function queryParameter(name: string, value: SqlValue): QueryParameter {
  if (typeof value === 'object' && value !== null) {
    return {
      name,
      parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
      parameterValue: { arrayValues: value.map((item) => ({ value: item })) },
    }
  }
  return {
    name,
    parameterType: { type: parameterType(value) },
    parameterValue: value === null ? {} : { value: String(value) },
  }
}
