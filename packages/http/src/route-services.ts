import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Scope } from '@cloudact/core/roles'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { AuditSink } from './audit.ts'
import type { Caller } from './caller.ts'
import type { HttpConfig } from './http-config.ts'
import type { Metrics } from './metrics.ts'
import type { TokenBuckets } from './token-bucket.ts'

/** An active, unexpired organization key. */
export type ApiKeyRecord = {
  readonly keyId: string
  readonly org: OrgSlug
  /** SHA-256 hex of the key. */
  readonly hash: string
  readonly scopes: readonly Scope[]
  /** null: until it is revoked. */
  readonly expiresAt: Date | null
}

export type PersonCaller = Extract<Caller, { kind: 'person' }>

/** What `registerRoutes` needs from the service around it. */
export type RouteServices = {
  readonly config: HttpConfig
  readonly rootKey: string
  /** Undefined for a key that is unknown, revoked or expired. Asked at most once a second per key. */
  readonly findApiKey: (hash: string) => Promise<ApiKeyRecord | undefined>
  /** Asked for root callers, who have no organization of their own to prove that the one in the path is there. */
  readonly organizationExists: (org: OrgSlug) => Promise<boolean>
  /** The person a session cookie belongs to. Absent where people do not sign in. */
  readonly resolveSession?: (headers: Headers) => Promise<PersonCaller | undefined>
  /**
   * The person an access token in `Authorization: Bearer` belongs to. Throws `unauthenticated` saying why it is not good.
   * Absent where nobody issues such tokens; the header is then not looked at.
   */
  readonly resolveToken?: (token: string) => Promise<PersonCaller>
  readonly audit: AuditSink
  readonly buckets: TokenBuckets
  readonly secrets: SecretRegistry
  readonly clock: Clock
  readonly metrics: Metrics
}
