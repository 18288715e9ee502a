import { AppError } from '@cloudact/core/errors'
import { parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import type { Macro, MacroCall } from '../macro.ts'

/** A literal amount. Never write one bare: both engines may read it as a float. */
export const decimal: Macro = {
  name: 'decimal',
  usage: "{{decimal('0.1')}}",
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) => `CAST('${literal(call)}' AS DECIMAL(38,12))`,
  bigquery: (call) => `BIGNUMERIC '${literal(call)}'`,
}

function literal(call: MacroCall): string {
  const text = call.literal(0)
  try {
    const value = parseDecimal(text)
    if (value.decimalPlaces() > 12) return call.fail('keeps at most 12 decimals')
    return toMoneyText(value)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input')
      return call.fail(`was given "${text}", not a decimal`)
    throw error
  }
}
