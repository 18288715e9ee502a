/**
 * What a rule asks of data, or the condition under which it asks. A NULL satisfies every check of a value: whether a
 * column may be NULL is asked by `null` and `not-null` alone. Paths lead into a JSON column: object keys, and `*` for
 * every element of an array.
 */
export type Check =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Check[] }
  /** Another rule, by id. */
  | { readonly kind: 'rule'; readonly rule: string }
  | ColumnCheck
  | JsonCheck

export type ColumnCheck =
  | { readonly kind: 'present' | 'null' | 'not-null' | 'unique'; readonly column: string }
  | { readonly kind: 'type'; readonly column: string; readonly type: 'string' | 'decimal' | 'timestamp' }
  | { readonly kind: 'format'; readonly column: string; readonly format: ColumnFormat }
  | { readonly kind: 'equal' | 'not-equal'; readonly column: string; readonly value: string | number }
  | { readonly kind: 'one-of'; readonly column: string; readonly values: readonly string[] }
  /** The two columns together hold one of the pairs. */
  | {
      readonly kind: 'one-of-pairs'
      readonly columns: readonly [string, string]
      readonly pairs: readonly (readonly [string, string])[]
    }
  | { readonly kind: 'at-least'; readonly column: string; readonly value: number }
  | { readonly kind: 'same'; readonly columns: readonly [string, string] }
  /** The result is the product of the factors; a row that lacks one of the three is not asked. */
  | { readonly kind: 'product'; readonly factors: readonly [string, string]; readonly result: string }
  /** Rows with one value of `per` hold `count` different values of `column`. */
  | { readonly kind: 'distinct'; readonly per: string; readonly column: string; readonly count: number }

export type ColumnFormat =
  | 'string'
  | 'numeric'
  /** A number the engine can calculate with. */
  | 'decimal'
  | 'date-time'
  | 'unit'
  | 'currency'
  | 'national-currency'
  | 'key-value'
  | 'json-object'

type JsonPath = readonly string[]
export type JsonCheck =
  | {
      readonly kind: 'json-has' | 'json-null' | 'json-not-null'
      readonly column: string
      readonly path: JsonPath
    }
  | {
      readonly kind: 'json-type'
      readonly column: string
      readonly path: JsonPath
      readonly type: 'array' | 'object' | 'string' | 'decimal'
    }
  | {
      readonly kind: 'json-format'
      readonly column: string
      readonly path: JsonPath
      readonly format: 'string' | 'numeric' | 'unit' | 'key-value'
    }
  /** Keys of the object start with the prefix, those of `except` apart. */
  | {
      readonly kind: 'json-prefixed'
      readonly column: string
      readonly path: JsonPath
      readonly prefix: string
      readonly except: readonly string[]
    }
  /** The value is that of the column `as` in the same row. */
  | { readonly kind: 'json-same'; readonly column: string; readonly path: JsonPath; readonly as: string }
  /** Elements with one value at `per` hold `count` different values at `path`. */
  | {
      readonly kind: 'json-distinct'
      readonly column: string
      readonly per: JsonPath
      readonly path: JsonPath
      readonly count: number
    }

export type CheckKind = Check['kind']
