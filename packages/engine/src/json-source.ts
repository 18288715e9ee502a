import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** A JSON number as it was written: `0.10`, `1e-7`, `9007199254740993`. Amounts are read from `source`. */
export class JsonNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  /** Writes the same digits again when it is serialized. */
  toJSON(): unknown {
    return JSON.rawJSON(this.source)
  }

  toString(): string {
    return this.source
  }
}

export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject
export type JsonObject = { readonly [key: string]: JsonValue }

declare global {
  interface JSON {
    /** ES2025: a value that serializes as the given text. */
    rawJSON(text: string): unknown
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown
  }
}

/**
 * Parses JSON keeping every number's source text, so an amount never becomes a float. Throws `provider_unavailable` for
 * text that is not JSON: an answer cut short is worth asking for again.
 */
export function parseJsonSource(text: string): JsonValue {
  try {
    const parsed: unknown = JSON.parse(text, (_, value, context) =>
      typeof value === 'number' && context.source !== undefined ? new JsonNumber(context.source) : value,
    )
    if (!isJsonValue(parsed)) throw new SyntaxError('not a JSON value')
    return parsed
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    throw new AppError(
      'provider_unavailable',
      'The provider answered with something that is not complete JSON.',
      {
        cause: error,
        detail: { start: text.slice(0, 200), length: text.length },
      },
    )
  }
}

// The parser makes nothing else; the top level is looked at so that the compiler need not be told.
function isJsonValue(value: unknown): value is JsonValue {
  return value === null || ['string', 'boolean'].includes(typeof value) || typeof value === 'object'
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  )
}

/** For schemas over `parseJsonSource`: a number or numeric string, as its text. */
export const JsonDecimal = z.union([
  z.instanceof(JsonNumber).transform((number) => number.source),
  z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/),
])

/** For schemas over `parseJsonSource`: a whole number that a JS number holds exactly. */
export const JsonInteger = z.instanceof(JsonNumber).transform((number, context) => {
  const value = Number(number.source)
  if (Number.isSafeInteger(value)) return value
  context.addIssue({ code: 'custom', message: 'a whole number below 2^53' })
  return z.NEVER
})
