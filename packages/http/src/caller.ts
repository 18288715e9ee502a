import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Role, Scope } from '@cloudact/core/roles'

/** Who is asking. Every request past authentication carries exactly one. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** The operator of the deployment, by `X-CA-Root-Key`. `onBehalfOf` is the person a sibling service acts for. */
  | { readonly kind: 'root'; readonly onBehalfOf?: string }
  /** A program of one organization, by `X-API-Key`. */
  | {
      readonly kind: 'key'
      readonly org: OrgSlug
      readonly keyId: string
      readonly scopes: readonly Scope[]
      /** null: until it is revoked. */
      readonly expiresAt: Date | null
    }
  /** A signed-in person, by session cookie or access token. */
  | {
      readonly kind: 'person'
      readonly userId: string
      readonly email: string
      readonly name: string
      /** By a token in `Authorization`, which no browser adds by itself; absent for a cookie. */
      readonly byToken?: true
      readonly memberships: readonly { readonly org: OrgSlug; readonly role: Role }[]
    }
