import { fieldFault } from '@cloudact/catalog/field-fault'
import type { CredentialField, Provider } from '@cloudact/catalog/provider'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { z } from 'zod'

const LARGEST_CREDENTIAL = 100_000
const LARGEST_METADATA = 50_000
/** What a header can carry and a vendor issues: visible ASCII. */
const KEY = /^[\x21-\x7e]+$/

/** What a person or program hands over: `{credential}` or the older `{api_key}`. */
export const CredentialRequest = {
  credential: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  api_key: z.string().optional(),
  credential_name: z.string().trim().min(3).max(200).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
}

export type CredentialInput = string | Readonly<Record<string, unknown>>

/** The one credential a request hands over. Throws `invalid_input` when there are two. */
export function givenCredential(body: {
  readonly credential?: CredentialInput | undefined
  readonly api_key?: string | undefined
}): CredentialInput | undefined {
  if (body.credential !== undefined && body.api_key !== undefined) {
    const message = 'Send either "credential" or the older "api_key", not both.'
    throw new AppError('invalid_input', message, { faults: [{ path: 'body.api_key', message }] })
  }
  return body.credential ?? body.api_key
}

/** A credential's fields by name, as the registry describes them. */
export type CredentialFields = Readonly<Record<string, string>>

/**
 * Reads a credential into the provider's fields: a text is the only (secret) field or the JSON of all of them, an
 * object that is itself a key file is the text of that file. Checks presence and pattern, and answers with the field's
 * own message. Throws `invalid_input` with every fault, never repeating a value.
 */
export function readCredential(provider: Provider, input: CredentialInput): CredentialFields {
  const fields = provider.credential_fields
  const given = typeof input === 'string' ? fieldsOfText(fields, input) : fieldsOfObject(fields, input)
  const size = Object.values(given).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 0),
    0,
  )
  if (size > LARGEST_CREDENTIAL)
    throw new AppError('payload_too_large', 'A credential may have at most 100,000 characters.')
  return checkFields(fields, given, 'body.credential')
}

/** Metadata by the registry's metadata fields. Throws `invalid_input`. */
export function readMetadata(provider: Provider, input: Readonly<Record<string, unknown>>): CredentialFields {
  if (JSON.stringify(input).length > LARGEST_METADATA) {
    throw new AppError('payload_too_large', 'Metadata may have at most 50,000 characters.')
  }
  return checkFields(provider.metadata_fields, input, 'body.metadata')
}

function fieldsOfText(fields: readonly CredentialField[], text: string): Readonly<Record<string, unknown>> {
  const target = fields.filter((field) => field.secret)
  const only =
    fields.length === 1
      ? fields[0]
      : target.length === 1 && fields.every((field) => field.secret || !field.required)
        ? target[0]
        : undefined
  if (only) return { [only.name]: text.trim() }
  const parsed = parseObject(text)
  if (parsed) return parsed
  const names = fields.map((field) => field.name).join(', ')
  throw new AppError('invalid_input', `This credential has several parts. Send an object with ${names}.`)
}

function fieldsOfObject(
  fields: readonly CredentialField[],
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const [only] = fields
  const isKeyFile =
    only !== undefined &&
    fields.length === 1 &&
    only.multiline &&
    !(only.name in input) &&
    Object.keys(input).length > 0
  return isKeyFile ? { [only.name]: JSON.stringify(input) } : input
}

function checkFields(
  fields: readonly CredentialField[],
  given: Readonly<Record<string, unknown>>,
  path: string,
): CredentialFields {
  const faults: FieldFault[] = Object.keys(given)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ path: `${path}.${name.slice(0, 100)}`, message: 'This field is not known here.' }))
  const read: Record<string, string> = {}
  for (const field of fields) {
    const value = textOf(given[field.name])
    const at = `${path}.${field.name}`
    if (value === null) faults.push({ path: at, message: `${field.label} must be text.` })
    else if (value === '') {
      if (field.required) faults.push({ path: at, message: `${field.label} is missing.` })
    } else if (field.secret && fields.length === 1 && !field.multiline && !KEY.test(value)) {
      faults.push({
        path: at,
        message: `${field.label} has a character no key has. Copy it again, without spaces.`,
      })
    } else {
      const fault = fieldFault(field, value)
      if (fault === undefined) read[field.name] = value
      else faults.push({ path: at, message: fault })
    }
  }
  const [first] = faults
  if (first) throw new AppError('invalid_input', first.message, { faults })
  return read
}

/** Empty for what is not there; null for what is not text. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const result = z.record(z.string(), z.unknown()).safeParse(value)
    return result.success ? result.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
