import { AppError, type FieldFault } from '@cloudact/core/errors'
import type { z } from 'zod'

/** Faults beyond this many are not listed: a 10 MB body must not come back as a 10 MB answer. */
const MOST_FAULTS = 50

/** zod's issues as `{path, message}`; `part` is `body`, `query`, `params` or `headers`. Values are not repeated. */
export function faultsOf(error: z.core.$ZodError, part: string): FieldFault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ path: pathOf(part, issue.path), message: issue.message }]
    return issue.keys.map((key) => ({
      path: pathOf(part, [...issue.path, key]),
      message: 'This field is not known here.',
    }))
  })
}

export function invalidInput(faults: readonly FieldFault[]): AppError {
  const shown = faults.slice(0, MOST_FAULTS)
  const [first] = shown
  const rest = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  const message = first
    ? `The request is not valid: ${first.path}: ${first.message}${rest}`
    : 'The request is not valid.'
  return new AppError('invalid_input', message, { faults: shown })
}

function pathOf(part: string, path: readonly PropertyKey[]): string {
  return [part, ...path.map((segment) => String(segment).slice(0, 100))].join('.')
}
