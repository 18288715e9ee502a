import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Caller } from '@cloudact/http/caller'

/** Whether the caller owns the organization; the operator may do what owners may. Keys own nothing. */
export function isOwner(caller: Caller, org: OrgSlug): boolean {
  if (caller.kind === 'root') return true
  return (
    caller.kind === 'person' &&
    caller.memberships.some((membership) => membership.org === org && membership.role === 'owner')
  )
}
