import { isJsonArray, isJsonObject, type JsonValue } from './json-source.ts'

/**
 * The value at a dotted path: `data.items`, `meta.next_cursor`, `results.0.id`, with or without a leading `$.`. An empty
 * path or `$` is the value itself. `undefined` when something on the way is missing.
 */
export function valueAt(value: JsonValue, path: string): JsonValue | undefined {
  const parts = path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((part) => part !== '')
  let current: JsonValue | undefined = value
  for (const part of parts) {
    if (isJsonArray(current)) current = /^\d+$/.test(part) ? current[Number(part)] : undefined
    else if (isJsonObject(current)) current = Object.hasOwn(current, part) ? current[part] : undefined
    else return undefined
  }
  return current
}
