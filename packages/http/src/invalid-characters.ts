import type { FieldFault } from '@cloudact/core/errors'

const DEEPEST = 64

/**
 * Strings no store can keep: a NUL, or half of a surrogate pair. Looks at keys and values, at any depth; nesting that
 * is deeper than anything we read is a fault too.
 */
export function invalidCharacters(value: unknown, path: string, depth = 0): FieldFault[] {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return [{ path, message: 'The text contains a NUL character.' }]
    return value.isWellFormed() ? [] : [{ path, message: 'The text is not valid Unicode.' }]
  }
  if (typeof value !== 'object' || value === null) return []
  if (depth === DEEPEST)
    return [{ path: path.slice(0, 200), message: `The value is nested deeper than ${DEEPEST} levels.` }]
  return Object.entries(value).flatMap(([key, entry]) => [
    ...invalidCharacters(key, `${path}.(key)`, depth + 1),
    ...invalidCharacters(entry, `${path}.${key.slice(0, 100)}`, depth + 1),
  ])
}
