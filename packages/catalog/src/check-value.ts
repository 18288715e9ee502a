import type { z } from 'zod'

export type ValueFault = { readonly path: readonly (string | number)[]; readonly reason: string }
export type Checked<Value> = { readonly value: Value } | { readonly faults: readonly ValueFault[] }

/** Parses a value and says what is wrong with it in words that name the key. */
export function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  return { faults: result.error.issues.flatMap(faultsOfIssue) }
}

function faultsOfIssue(issue: z.core.$ZodIssue): ValueFault[] {
  const path = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], reason: `"${key}" is not a known key here.` }))
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, reason: `"${String(path.at(-1) ?? 'value')}" is required.` }]
  }
  return [{ path, reason: issue.message }]
}
