export type FocusVersion = '0.5' | '1.0-preview' | '1.0' | '1.1' | '1.2' | '1.3' | '1.4'

/** A column as the FOCUS specification defines it. */
export type FocusColumn = {
  /** Column id, PascalCase, as it appears in a file. */
  readonly id: string
  readonly kind: 'dimension' | 'metric' | 'dimension-and-metric'
  readonly level: 'mandatory' | 'conditional' | 'recommended'
  readonly nullable: boolean
  readonly type: 'string' | 'decimal' | 'json' | 'timestamp'
  readonly format:
    'text' | 'numeric' | 'date-time' | 'currency' | 'unit' | 'allowed-values' | 'key-value' | 'json-object'
  readonly introduced: FocusVersion
  /** Version that deprecated the column; it stays mandatory until a later one removes it. */
  readonly deprecated: FocusVersion | null
}

/** Positional, so that a dataset reads as the table of the specification. */
export function column(
  id: string,
  kind: FocusColumn['kind'],
  level: FocusColumn['level'],
  nullable: boolean,
  type: FocusColumn['type'],
  format: FocusColumn['format'],
  introduced: FocusVersion,
  deprecated: FocusVersion | null = null,
): FocusColumn {
  return { id, kind, level, nullable, type, format, introduced, deprecated }
}
