import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { SCOPES, scopesOf, type Scope } from '@cloudact/core/roles'
import type { Caller } from '@cloudact/http/caller'

type Grant = { readonly scopes: readonly Scope[]; readonly expiresAt: Date | null }

/** A key never holds more, nor longer, than who makes or renews it. Throws `forbidden` naming what is missing. */
export function requireGrant(caller: Caller, org: OrgSlug, wanted: Grant): void {
  const own = grantOf(caller, org)
  const missing = wanted.scopes.filter((scope) => !own.scopes.includes(scope))
  if (missing.length > 0) {
    throw new AppError(
      'forbidden',
      `A key cannot get rights that your own key or role does not have: ${missing.join(', ')}.`,
    )
  }
  if (own.expiresAt !== null && (wanted.expiresAt === null || wanted.expiresAt > own.expiresAt)) {
    throw new AppError(
      'forbidden',
      `A key cannot outlive the key that makes it, which expires at ${own.expiresAt.toISOString()}. Send that expires_at or an earlier one.`,
    )
  }
}

function grantOf(caller: Caller, org: OrgSlug): Grant {
  switch (caller.kind) {
    case 'root':
      return { scopes: SCOPES, expiresAt: null }
    case 'key':
      return { scopes: caller.org === org ? caller.scopes : [], expiresAt: caller.expiresAt }
    case 'person': {
      const roles = caller.memberships.filter((membership) => membership.org === org)
      return { scopes: roles.flatMap(({ role }) => scopesOf(role)), expiresAt: null }
    }
    case 'anonymous':
      return { scopes: [], expiresAt: null }
  }
}
