/** One row of `org_audit_logs`. */
export type AuditEntry = {
  /** Organization whose log it belongs to; `SYSTEM` for what concerns none. */
  readonly orgSlug: string
  readonly userId: string | null
  readonly apiKeyId: string | null
  readonly action: 'CREATE' | 'READ' | 'UPDATE' | 'DELETE' | 'EXECUTE'
  readonly resourceType: string
  readonly resourceId: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly requestId: string | null
  readonly status: 'SUCCESS' | 'FAILURE' | 'DENIED'
  readonly errorMessage: string | null
}

/** Cannot be a slug, so it can be no organization's. */
export const SYSTEM_ORG = 'SYSTEM'

/** Where audit rows go. */
export type AuditSink = (entry: AuditEntry) => Promise<void>
