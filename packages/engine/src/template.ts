import { AppError } from '@cloudact/core/errors'

/** Values by variable name; dotted names address outputs of steps (`extract_usage.rows`). */
export type TemplateVariables = Readonly<Record<string, string>>

/** `{name}`, but not `${name}`, not a SQL macro `{{…}}` and not JSON. */
const LOAD_TIME = /(?<![$\{])\{([a-z][a-z0-9_]*)\}(?!\})/g
const RUN_TIME = /\$\{([^{}]*)\}/g

/** Where a template stands, for messages: `step "extract" of genai/payg/openai, config.url`. */
type Place = { readonly step: string; readonly path: string }

/**
 * Replaces `{name}` in every string of a configuration value (when a pipeline is loaded for an organization). Throws
 * `config_invalid` naming the variable and the step.
 */
export function applyLoadTime<Value>(value: Value, variables: TemplateVariables, step: string): Value {
  return mapStrings(value, { step, path: 'config' }, (text, place) =>
    replace(text, LOAD_TIME, '{', variables, place),
  )
}

/** Replaces `${name}` in every string (when a step starts). Throws `config_invalid` naming the variable and the step. */
export function applyRunTime<Value>(value: Value, variables: TemplateVariables, step: string): Value {
  return mapStrings(value, { step, path: 'config' }, (text, place) =>
    replace(text, RUN_TIME, '${', variables, place),
  )
}

/** Names used as `${name}` anywhere in a value. */
export function runTimeNames(value: unknown): string[] {
  const names = new Set<string>()
  mapStrings(value, { step: '', path: '' }, (text) => {
    for (const match of text.matchAll(RUN_TIME)) names.add(match[1] ?? '')
    return text
  })
  return [...names]
}

function replace(
  text: string,
  pattern: RegExp,
  opening: string,
  variables: TemplateVariables,
  place: Place,
): string {
  return text.replace(pattern, (_, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (value === undefined) throw unresolved(`${opening}${name}}`, place, variables)
    return value
  })
}

export function unresolved(variable: string, place: Place, known: TemplateVariables): AppError {
  const names = Object.keys(known).sort().join(', ')
  return new AppError(
    'config_invalid',
    `Step "${place.step}" uses the variable ${variable} (in ${place.path}), which has no value. Known here: ${names}.`,
    { public: { step: place.step, variable, path: place.path } },
  )
}

// One walk for both kinds of variable. The result has the same shape as the input, so it keeps its type.
function mapStrings<Value>(value: Value, place: Place, change: (text: string, place: Place) => string): Value
function mapStrings(value: unknown, place: Place, change: (text: string, place: Place) => string): unknown {
  if (typeof value === 'string') return change(value, place)
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      mapStrings(item, { ...place, path: `${place.path}[${index}]` }, change),
    )
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        mapStrings<unknown>(item, { ...place, path: `${place.path}.${key}` }, change),
      ]),
    )
  }
  return value
}
