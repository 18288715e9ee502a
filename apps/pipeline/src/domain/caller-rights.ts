import type { OrgSlug } from '@cloudact/core/org-slug'
import { scopesOf, type Scope } from '@cloudact/core/roles'
import type { Caller } from '@cloudact/http/caller'

/**
 * Organizations in which a caller holds a right, for routes whose path names none: there the shell has checked the
 * right, but not where. Undefined: in every one.
 */
export function organizationsWith(caller: Caller, scope: Scope): readonly OrgSlug[] | undefined {
  switch (caller.kind) {
    case 'root':
      return undefined
    case 'key':
      return caller.scopes.includes(scope) ? [caller.org] : []
    case 'person':
      return caller.memberships.filter(({ role }) => scopesOf(role).includes(scope)).map(({ org }) => org)
    case 'anonymous':
      return []
  }
}

/** Whether a caller holds a right in an organization. */
export function holdsIn(caller: Caller, org: OrgSlug, scope: Scope): boolean {
  return organizationsWith(caller, scope)?.includes(org) ?? true
}
