import type { OrgSlug } from '@cloudact/core/org-slug'
import type { PriceTermsSource } from '@cloudact/core/ports/price-terms'
import type { ProcedureStore } from '@cloudact/core/ports/procedures'

/** What a notification step asks for. Text is plain: the sender escapes it for its medium. */
export type NotificationRequest = {
  readonly org: OrgSlug
  readonly runId: string
  readonly medium: 'email' | 'slack' | 'webhook'
  /** Addresses or channel names; empty means the organization's own channels of this medium. */
  readonly recipients: readonly string[]
  readonly priority: 'low' | 'medium' | 'high' | 'critical'
  readonly subject: string
  readonly message: string
  /** The run so far: pipeline, dates, state, rows, failed steps. The sender's templates show it. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type NotificationReceipt = {
  readonly delivered: number
  readonly failed: number
  readonly channels: readonly string[]
}

/** Sends to the organization's channels, with retries and delivery history. */
export interface Notifier {
  notify(request: NotificationRequest, signal: AbortSignal): Promise<NotificationReceipt>
}

export type CredentialReference = {
  readonly credentialId: string
  readonly provider: string
  readonly name: string
}

export type CredentialCheck = {
  readonly status: 'VALID' | 'PARTIAL_VALID' | 'INVALID' | 'PENDING'
  readonly message: string
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly message: string }[]
}

/** Stores and checks credentials. A secret goes in, never out: processors get references. */
export interface CredentialKeeper {
  /** Encrypts and stores what the caller of the run handed over under `handle`; the handle is used up by it. */
  store(
    request: {
      readonly org: OrgSlug
      readonly provider: string
      readonly name: string
      readonly handle: string
      readonly validate: boolean
    },
    signal: AbortSignal,
  ): Promise<CredentialReference & { readonly check: CredentialCheck }>
  /** Calls the provider with the stored credential and records the outcome. */
  validate(
    request: { readonly org: OrgSlug; readonly provider: string; readonly credentialId?: string },
    signal: AbortSignal,
  ): Promise<CredentialReference & { readonly check: CredentialCheck }>
}

export type NewOrganization = {
  readonly org_slug: string
  readonly company_name: string
  readonly admin_email: string
  readonly subscription_plan: string
  readonly default_currency: string
  readonly default_timezone: string
}

/** The deployment's set-up operations; the API offers the same ones as routes. */
export interface SetupService {
  /** Adds the central tables and columns the configuration describes and the database lacks. */
  bootstrap(signal: AbortSignal): Promise<{
    readonly tablesCreated: readonly string[]
    readonly columnsAdded: Readonly<Record<string, readonly string[]>>
  }>
  /** Everything that could stop an onboarding, without doing any of it. */
  dryRun(
    organization: NewOrganization,
    signal: AbortSignal,
  ): Promise<readonly { readonly name: string; readonly passed: boolean; readonly message: string }[]>
  /** The API key is not returned: it is shown once, by the route, or rotated to see one. */
  onboard(
    organization: NewOrganization,
    signal: AbortSignal,
  ): Promise<{ readonly datasetId: string; readonly tablesCreated: readonly string[] }>
}

export type Services = {
  readonly notifier?: Notifier
  readonly credentials?: CredentialKeeper
  readonly setup?: SetupService
  /** Absent: list prices, less the integration's discount. */
  readonly priceTerms?: PriceTermsSource
  /** Absent: every procedure of the configuration may be run. */
  readonly procedures?: Pick<ProcedureStore, 'isWithdrawn'>
}
