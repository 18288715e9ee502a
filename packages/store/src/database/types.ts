/** Object ids of the PostgreSQL types whose text needs another reading than the drivers' own. */
export const TYPE = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
  int8Array: 1016,
  dateArray: 1182,
  numericArray: 1231,
} as const

/** PGlite and node-postgres both hand over the text form. */
export function parseBytea(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

export function keepText(text: string): string {
  return text
}

/** `{1,NULL,3}` of a type whose elements never need quotes: numbers and dates. */
export function parsePlainArray(text: string): (string | null)[] {
  const inner = text.slice(1, -1)
  return inner === '' ? [] : inner.split(',').map((element) => (element === 'NULL' ? null : element))
}
