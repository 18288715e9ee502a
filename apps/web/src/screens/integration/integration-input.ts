import type { CredentialField, Integration, IntegrationInput } from '../../api/shapes.ts'
import { formText } from '../../format/form-text.ts'

const MIN_NAME = 3

type Read = { readonly input: IntegrationInput; readonly faults: ReadonlyMap<string, string> }

/** Name of a field's input in the form: credential and metadata may use the same field name. */
export function inputName(group: 'credential' | 'metadata', field: string): string {
  return `${group}.${field}`
}

/**
 * Reads the form by the registry's field descriptions. A lone credential field is sent as a string, several as an
 * object. On an existing credential, leaving every secret empty keeps it and changes only the rest.
 */
export function integrationInput(
  integration: Pick<Integration, 'credential_fields' | 'metadata_fields'>,
  form: FormData,
  exists: boolean,
): Read {
  const faults = new Map<string, string>()
  const credential = readGroup('credential', integration.credential_fields, form)
  const metadata = readGroup('metadata', integration.metadata_fields, form)
  const keepsCredential = exists && Object.keys(credential).length === 0
  if (!keepsCredential) checkGroup(integration.credential_fields, credential, faults)
  checkGroup(integration.metadata_fields, metadata, faults)

  const name = formText(form, 'credential_name')
  if (name && name.length < MIN_NAME) faults.set('credential_name', `At least ${MIN_NAME} characters.`)
  const input: IntegrationInput = {}
  if (!keepsCredential) {
    const only = integration.credential_fields.length === 1 ? integration.credential_fields[0] : undefined
    input.credential = only ? (credential[only.name] ?? '') : credential
  }
  if (name) input.credential_name = name
  // Sent whole, so that an emptied field is emptied in what is stored too.
  if (Object.keys(metadata).length > 0 || (exists && integration.metadata_fields.length > 0))
    input.metadata = metadata
  return { input, faults }
}

function readGroup(
  group: 'credential' | 'metadata',
  fields: readonly CredentialField[],
  form: FormData,
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const field of fields) {
    const value = formText(form, inputName(group, field.name))
    if (value) values[field.name] = value
  }
  return values
}

function checkGroup(
  fields: readonly CredentialField[],
  values: Readonly<Record<string, string>>,
  faults: Map<string, string>,
): void {
  for (const field of fields) {
    const value = values[field.name]
    if (value === undefined) {
      if (field.required) faults.set(field.name, `${field.label} is needed.`)
    } else if (field.pattern && !new RegExp(field.pattern).test(value)) {
      faults.set(field.name, field.pattern_message ?? `${field.label} does not have the expected form.`)
    }
  }
}
