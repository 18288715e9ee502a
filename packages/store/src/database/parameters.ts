import type { SqlParameter } from '@cloudact/core/ports/sql'

/**
 * Every parameter goes to the server as text of an undeclared type, so that PGlite and PostgreSQL, whose drivers
 * convert JavaScript values differently, read the same thing.
 */
export function toParameterTexts(parameters: readonly SqlParameter[]): (string | null)[] {
  return parameters.map(toParameterText)
}

function toParameterText(value: SqlParameter): string | null {
  if (value === null) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  if (typeof value === 'object') return `{${value.map(quoteElement).join(',')}}`
  return String(value)
}

function quoteElement(element: string): string {
  return `"${element.replace(/[\\"]/g, '\\$&')}"`
}
