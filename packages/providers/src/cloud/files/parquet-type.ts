import type { ThriftStruct } from './thrift-compact.ts'

/** What a Parquet column holds, as far as reading it into text, amounts and instants goes. */
export type ParquetType =
  | { readonly kind: 'text' | 'integer' | 'float' | 'bool' | 'date' | 'time' | 'map' | 'nested' | 'nothing' }
  | { readonly kind: 'decimal'; readonly scale: number }

/** Field ids and enumerations of parquet.thrift. */
const ELEMENT = { physical: 1, children: 5, converted: 6, scale: 7, logical: 10 }
const PHYSICAL = { boolean: 0, int32: 1, int64: 2, int96: 3, float: 4, double: 5 }
const CONVERTED = { map: 1, mapKeyValue: 2, decimal: 5, date: 6, timestampMillis: 9, timestampMicros: 10 }
const LOGICAL = { map: 2, decimal: 5, date: 6, timestamp: 8, unknown: 11 }

/** Type of a top-level element of the schema. Newer files state a logical type, older ones a converted type. */
export function parquetType(element: ThriftStruct): ParquetType {
  const number = (field: number): number | null => (element.has(field) ? Number(element.get(field)) : null)
  const logical = element.get(ELEMENT.logical)
  const is = (id: number, ...converted: readonly number[]): boolean =>
    (logical instanceof Map && logical.has(id)) || converted.includes(number(ELEMENT.converted) ?? -1)

  if ((number(ELEMENT.children) ?? 0) > 0)
    return { kind: is(LOGICAL.map, CONVERTED.map, CONVERTED.mapKeyValue) ? 'map' : 'nested' }
  if (is(LOGICAL.unknown)) return { kind: 'nothing' }
  if (is(LOGICAL.decimal, CONVERTED.decimal)) return { kind: 'decimal', scale: number(ELEMENT.scale) ?? 0 }
  if (is(LOGICAL.timestamp, CONVERTED.timestampMillis, CONVERTED.timestampMicros)) return { kind: 'time' }
  if (is(LOGICAL.date, CONVERTED.date)) return { kind: 'date' }
  switch (number(ELEMENT.physical)) {
    case PHYSICAL.boolean:
      return { kind: 'bool' }
    case PHYSICAL.int32:
    case PHYSICAL.int64:
      return { kind: 'integer' }
    case PHYSICAL.int96:
      return { kind: 'time' }
    case PHYSICAL.float:
    case PHYSICAL.double:
      return { kind: 'float' }
    default:
      return { kind: 'text' }
  }
}
