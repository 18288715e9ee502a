const SECRET_NAME =
  /(^|[_-])(password|passwd|secret|token|authorization|cookie|credential|credentials|private[_-]?key|api[_-]?key|access[_-]?key|secret[_-]?key|root[_-]?key|session[_-]?key|client[_-]?secret|connection[_-]?string|dsn)s?$/i
const CAMEL = /([a-z0-9])([A-Z])/g
const DEEPEST = 6
const MASK = '[redacted]'
/** What is kept of a PostgreSQL error: nothing of it holds a value. */
const DATABASE_ERROR: ReadonlySet<string> = new Set([
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
])

/** Whether a field of this name holds a secret, in any of the spellings camelCase, snake_case and kebab-case. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(CAMEL, '$1_$2'))
}

/**
 * A copy of log fields fit to be written: values under secret names are masked at any depth, errors become plain
 * objects with their causes, and what is nested too deep is cut.
 */
export function redactFields(fields: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecretName(name) && isFilled(value) ? MASK : printable(value, depth + 1),
    ]),
  )
}

function printable(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > DEEPEST) return '[nested]'
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (value instanceof Error) return printableError(value, depth)
  if (Array.isArray(value)) return value.map((entry) => printable(entry, depth + 1))
  if (value instanceof Map) return redactFields(Object.fromEntries<unknown>(value), depth)
  if (value instanceof Set) return printable([...value], depth)
  return redactFields({ ...value }, depth)
}

function printableError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error
  // A database driver hangs the statement's values on its error, and the whole row on `detail`.
  const own = Object.entries(error).filter(([key]) => !('severity' in error) || DATABASE_ERROR.has(key))
  const rest = redactFields(Object.fromEntries(own), depth)
  return {
    ...rest,
    name,
    message,
    stack,
    ...(cause === undefined ? {} : { cause: printable(cause, depth + 1) }),
  }
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== '' && (typeof value === 'string' || typeof value === 'object')
}
