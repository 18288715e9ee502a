import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { scopesOf, type Scope } from '@cloudact/core/roles'
import type { Caller } from './caller.ts'
import type { RouteAuth } from './route.ts'

/**
 * Checks the caller's right to a route in an organization. Throws `not_found` when the organization is not theirs, so
 * that slugs cannot be probed, and `forbidden` when it is but the right is missing.
 */
export async function authorize(
  caller: Caller,
  auth: RouteAuth,
  org: OrgSlug | undefined,
  organizationExists: (org: OrgSlug) => Promise<boolean>,
): Promise<void> {
  if (auth.kind === 'public') return
  if (org !== undefined && !(await belongs(caller, org, organizationExists))) throw organizationNotFound()
  switch (auth.kind) {
    case 'root':
      if (caller.kind !== 'root')
        throw new AppError('forbidden', 'Only the operator of this deployment (root key) may do this.')
      return
    case 'person':
      if (caller.kind !== 'person' && caller.kind !== 'root') {
        throw new AppError(
          'forbidden',
          'Only a signed-in person may do this; an organization key belongs to no person.',
        )
      }
      return
    case 'scope':
      if (!holdsScope(caller, auth.scope, org)) {
        throw new AppError(
          'forbidden',
          `This needs the "${auth.scope}" right, which your key or role does not have.`,
        )
      }
  }
}

export function organizationNotFound(): AppError {
  return new AppError('not_found', 'There is no such organization, or you have no access to it.')
}

async function belongs(
  caller: Caller,
  org: OrgSlug,
  organizationExists: (org: OrgSlug) => Promise<boolean>,
): Promise<boolean> {
  switch (caller.kind) {
    case 'anonymous':
      return false
    case 'root':
      return organizationExists(org)
    case 'key':
      return caller.org === org
    case 'person':
      return caller.memberships.some((membership) => membership.org === org)
  }
}

function holdsScope(caller: Caller, scope: Scope, org: OrgSlug | undefined): boolean {
  switch (caller.kind) {
    case 'anonymous':
      return false
    case 'root':
      return true
    case 'key':
      return caller.scopes.includes(scope)
    case 'person': {
      const held = caller.memberships.filter((membership) => org === undefined || membership.org === org)
      return held.some((membership) => scopesOf(membership.role).includes(scope))
    }
  }
}
