import { AppError } from '@cloudact/core/errors'
import type { FocusModel } from '@cloudact/focus/rules/rule'
import type { Criteria } from './decide.ts'

/**
 * `present`, `all`, or names of the model's applicability criteria joined by commas. Throws `invalid_input` for a name
 * the model does not know.
 */
export function readCriteria(text: string, model: FocusModel): Criteria {
  if (text === 'present' || text === 'all') return text
  const known = new Set(model.rules.flatMap(({ criteria }) => criteria))
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !known.has(name))
  if (unknown === undefined) return new Set(names)
  throw new AppError(
    'invalid_input',
    `"${unknown}" is no criterion of FOCUS ${model.version}. Give present, all, or some of ${[...known].sort().join(', ')}.`,
    { faults: [{ path: 'criteria', message: `"${unknown}" is not known` }] },
  )
}
