import type { Database } from '@cloudact/core/ports/sql'
import type { PersonCaller } from '@cloudact/http/route-services'
import { listMemberships } from '@cloudact/store/members/list-memberships'
import type { Auth } from './create-auth.ts'

/** The signed-in person of a session cookie with their roles as they are now, so that a removed member is out at once. */
export function resolveSession(auth: Auth, database: Database) {
  return async (headers: Headers): Promise<PersonCaller | undefined> => {
    const session = await auth.api.getSession({ headers })
    if (!session) return undefined
    const { user } = session
    const memberships = await listMemberships(database, user.id)
    return {
      kind: 'person',
      userId: user.id,
      email: user.email,
      name: user.name,
      memberships: memberships.map(({ org_slug: org, role }) => ({ org, role })),
    }
  }
}
