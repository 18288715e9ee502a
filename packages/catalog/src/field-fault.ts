import type { CredentialField } from './provider.ts'

/** What is wrong with the value of a field, in the registry's own words, never repeating it; undefined when nothing is. */
export function fieldFault(field: CredentialField, value: string): string | undefined {
  const { label, options, pattern } = field
  if (options !== undefined && !options.includes(value))
    return `${label} must be one of: ${options.map((option) => `"${option}"`).join(', ')}.`
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return field.pattern_message ?? `${label} does not have the expected form.`
  return undefined
}
