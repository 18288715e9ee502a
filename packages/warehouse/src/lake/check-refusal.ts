import { AppError } from '@cloudact/core/errors'
import type { Cell, Row, SliceCheck } from '@cloudact/core/ports/warehouse'

/** Faults told of all checks that are asked together; a person corrects the cause, not each of a million rows. */
export const MOST_FAULTS = 20

/** Subject of the sentence in an error of the check itself. */
export function checkSubject({ name }: Pick<SliceCheck, 'name'>): string {
  return `The check "${name}"`
}

/** The outcome of checks that found something. `faults` may hold more than are told; so may the tables. */
export function checkRefusal(
  checks: Iterable<string>,
  faults: readonly Row[],
  isMore = faults.length > MOST_FAULTS,
): AppError {
  const listed = faults.slice(0, MOST_FAULTS)
  const more = isMore ? '; and more' : ''
  return new AppError(
    'invalid_input',
    `The rows were refused by ${[...new Set(checks)].join(', ')} and nothing was changed: ${listed.map(describeFault).join('; ')}${more}.`,
    { public: { faults: listed } },
  )
}

/** `billed cost differs (currency USD, expected 0.02, found 0)`. */
function describeFault({ fault = null, ...where }: Row): string {
  const facts = Object.entries(where).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))
  return facts.length === 0 ? textOf(fault) : `${textOf(fault)} (${facts.join(', ')})`
}

function textOf(fault: Cell): string {
  return fault === null ? 'a fault' : String(fault)
}
