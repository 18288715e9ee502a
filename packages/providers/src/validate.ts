import { fieldFault } from '@cloudact/catalog/field-fault'
import type { Provider } from '@cloudact/catalog/provider'
import { AppError } from '@cloudact/core/errors'
import { systemClock, type Clock } from '@cloudact/core/ports/clock'
import { guardedFetch } from './validate/guarded-fetch.ts'
import { validateByHttpCalls } from './validate/http-calls.ts'
import type {
  CredentialValidation,
  ValidationCheck,
  Validator,
  ValidatorInput,
} from './validate/validator.ts'

export type { CredentialValidation, ValidationCheck, ValidationStatus } from './validate/validator.ts'

export type ValidateCredentialInput = {
  /** Registry key, `openai`. */
  readonly provider: string
  readonly providerConfig: Provider
  readonly secrets: Readonly<Record<string, string>>
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Outbound fetch; default: one that refuses private addresses, plain http and redirects. */
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly signal?: AbortSignal
}

const TIMEOUT_MILLISECONDS = 10_000
const VALIDATOR_NAME = /^[a-z][a-z0-9-]*$/

/**
 * Proves a credential against its vendor. Malformed values are INVALID without a call. Nothing is stored and no
 * message holds a secret.
 *
 * Throws `provider_unavailable` when the vendor cannot be reached: the caller may store the credential as PENDING.
 */
export async function validateCredential(input: ValidateCredentialInput): Promise<CredentialValidation> {
  const { providerConfig } = input
  const malformed = malformedFields(input)
  const [first] = malformed
  if (first) return { status: 'INVALID', message: first.message, checks: malformed }

  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS)
  const validatorInput: ValidatorInput = {
    provider: input.provider,
    providerConfig,
    secrets: input.secrets,
    metadata: input.metadata ?? {},
    fetch: input.fetch ?? guardedFetch(providerConfig.api_base_url),
    clock: input.clock ?? systemClock,
    signal: input.signal ? AbortSignal.any([input.signal, timeout]) : timeout,
  }
  switch (providerConfig.validation.kind) {
    case 'http':
      return validateByHttpCalls(validatorInput, providerConfig.validation.calls)
    case 'code':
      return (await loadValidator(providerConfig.validation.validator))(validatorInput)
    case 'none':
      return providerConfig.credential_fields.some((field) => field.secret)
        ? {
            status: 'PARTIAL_VALID',
            message: `${providerConfig.display_name} offers no way to check a credential; the first run will show whether it works.`,
            checks: [],
          }
        : { status: 'VALID', message: `${providerConfig.display_name} needs no secret.`, checks: [] }
  }
}

/** Fields that are missing or not as the registry describes them. */
function malformedFields({ providerConfig, secrets, metadata }: ValidateCredentialInput): ValidationCheck[] {
  return [
    ...providerConfig.credential_fields.map((field) => ({ field, value: secrets[field.name] })),
    ...providerConfig.metadata_fields.map((field) => ({ field, value: metadata?.[field.name] })),
  ].flatMap(({ field, value }) => {
    if (value === undefined || value === null || value === '') {
      return field.required ? [{ name: field.name, ok: false, message: `${field.label} is missing.` }] : []
    }
    const message = typeof value === 'string' ? fieldFault(field, value) : undefined
    return message === undefined ? [] : [{ name: field.name, ok: false, message }]
  })
}

async function loadValidator(name: string): Promise<Validator> {
  if (!VALIDATOR_NAME.test(name)) {
    throw new AppError(
      'config_invalid',
      `"${name}" is not a validator name. Use lower case letters, digits and dashes.`,
    )
  }
  try {
    const module = (await import(`./validate/${name}.ts`)) as { default?: Validator }
    if (module.default) return module.default
  } catch (cause) {
    throw new AppError(
      'config_invalid',
      `The registry names the validator "${name}", which could not be loaded.`,
      { cause },
    )
  }
  throw new AppError('config_invalid', `The validator "${name}" has no default export.`)
}
