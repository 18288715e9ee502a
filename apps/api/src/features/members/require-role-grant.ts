import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { type Role, scopesOf } from '@cloudact/core/roles'
import type { Caller } from '@cloudact/http/caller'
import { isOwner } from './is-owner.ts'

/**
 * Nobody gives a role that may do more than they may: owners alone make owners, and a key gives no right it lacks.
 * Throws `forbidden`.
 */
export function requireRoleGrant(caller: Caller, org: OrgSlug, role: Role): void {
  if (role === 'owner' && !isOwner(caller, org))
    throw new AppError('forbidden', 'Only an owner may make another owner.')
  if (caller.kind !== 'key') return
  const missing = scopesOf(role).filter((scope) => !caller.scopes.includes(scope))
  if (missing.length === 0) return
  throw new AppError(
    'forbidden',
    `Your key cannot give the role ${role}, because it lacks rights of it: ${missing.join(', ')}.`,
  )
}
