import type { OrgSlug } from '@cloudact/core/org-slug'

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

export type NotificationReceipt = { readonly delivered: number; readonly failed: number; readonly channels: readonly string[] }

/** Sends to the organization's channels, with retries and delivery history. */
export interface Notifier {
  notify(request: NotificationRequest, signal: AbortSignal): Promise<NotificationReceipt>
}

export type CredentialReference = { readonly credentialId: string; readonly provider: string; readonly name: string }

export type CredentialCheck = {
  readonly status: 'VALID' | 'PARTIAL_VALID' | 'INVALID' | 'PENDING'
  readonly message: string
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly message: string }[]
}

/** Stores and checks credentials. A secret goes in, never out: processors get references. */
export interface CredentialKeeper {
  /** Encrypts and stores what the caller of the run handed over under `handle`; the handle is used up by it. */
  store(
    request: { readonly org: OrgSlug; readonly provider: string; readonly name: string; readonly handle: string; readonly validate: boolean },
    signal: AbortSignal,
  ): Promise<CredentialReference & { readonly check: CredentialCheck }>
  /** Calls the provider with the stored credential and records the outcome. */
  validate(
    request: { readonly org: OrgSlug; readonly provider: string; readonly credentialId?: string; readonly calls?: readonly string[] },
    signal: AbortSignal,
  ): Promise<CredentialReference & { readonly check: CredentialCheck }>
}

/** The deployment's set-up operations; the API offers the same ones as routes. */
export interface SetupService {
  bootstrap(options: { readonly force: boolean }, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>
  dryRun(input: Readonly<Record<string, string>>, signal: AbortSignal): Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, unknown>> }>
  /** Never returns the API key: that is shown once, by the route. */
  onboard(input: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>
}

export type Services = {
  readonly notifier?: Notifier
  readonly credentials?: CredentialKeeper
  readonly setup?: SetupService
}
