import { isJsonArray, isJsonObject, type JsonValue } from '@cloudact/engine/json-source'

/** Whether a matching rule of genai-prices accepts a model. Throws on a kind of rule it does not know. */
export function matches(rule: JsonValue | undefined, model: string): boolean {
  return clause(rule, model.toLowerCase())
}

/** The model names a rule spells out. */
export function spelledOut(rule: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(rule)) return []
  const [kind, value] = Object.entries(rule)[0] ?? ['']
  if (kind === 'equals' && typeof value === 'string') return [value]
  return kind === 'or' && isJsonArray(value) ? value.flatMap(spelledOut) : []
}

function clause(rule: JsonValue | undefined, model: string): boolean {
  const [kind, value] = (isJsonObject(rule) ? Object.entries(rule)[0] : undefined) ?? ['none']
  if (isJsonArray(value)) {
    if (kind === 'or') return value.some((one) => clause(one, model))
    if (kind === 'and') return value.every((one) => clause(one, model))
  } else if (typeof value === 'string') {
    if (kind === 'equals') return model === value.toLowerCase()
    if (kind === 'starts_with') return model.startsWith(value.toLowerCase())
    if (kind === 'ends_with') return model.endsWith(value.toLowerCase())
    if (kind === 'contains') return model.includes(value.toLowerCase())
    if (kind === 'regex') return new RegExp(value, 'i').test(model)
  }
  throw new Error(`genai-prices has a matching rule of an unknown kind: "${kind}".`)
}
