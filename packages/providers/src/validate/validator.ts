import type { Provider } from '@cloudact/catalog/provider'
import type { Clock } from '@cloudact/core/ports/clock'

export type ValidationStatus = 'VALID' | 'INVALID' | 'PARTIAL_VALID'

/** One thing that was tried. `message` may be shown to the tenant: no secret, no vendor body. */
export type ValidationCheck = { readonly name: string; readonly ok: boolean; readonly message: string }

export type CredentialValidation = {
  readonly status: ValidationStatus
  readonly message: string
  readonly checks: readonly ValidationCheck[]
}

export type ValidatorInput = {
  /** Registry key, `openai`. */
  readonly provider: string
  readonly providerConfig: Provider
  readonly secrets: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, unknown>>
  /** The guarded fetch: address rules, time limit. */
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** The default export of a file of this folder named by the registry (`validation: {kind: code, validator: aws}`). */
export type Validator = (input: ValidatorInput) => Promise<CredentialValidation>
