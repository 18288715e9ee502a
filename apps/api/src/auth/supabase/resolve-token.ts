import { AppError } from '@cloudact/core/errors'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { PersonCaller } from '@cloudact/http/route-services'
import { isInvited } from '@cloudact/store/invitations/is-invited'
import { listMemberships } from '@cloudact/store/members/list-memberships'
import { findPersonByAccount, type Person } from '@cloudact/store/people/find-person-by-account'
import { linkAccount } from '@cloudact/store/people/link-account'
import { provenAddress } from './proven-address.ts'
import { createTokenVerifier } from './verify-token.ts'

/** Name of Supabase Auth among the ways to sign in; row security of the Supabase deployment knows it, too. */
const PROVIDER = 'supabase'

export type SupabaseOptions = {
  readonly database: Database
  readonly clock: Clock
  readonly authUrl: string
  readonly anonKey: string | undefined
  /** Whether a stranger may make an account. */
  readonly signUp: boolean
}

/**
 * The person of a Supabase access token with their roles as they are now. Known by the token's subject; at first sight
 * by their confirmed address, and made when there is nobody with it. Throws `unauthenticated`, `forbidden` where
 * strangers are not admitted, `provider_unavailable`.
 */
export function resolveToken(options: SupabaseOptions): (token: string) => Promise<PersonCaller> {
  const { database } = options
  const verify = createTokenVerifier(options.authUrl, options.clock)
  return async (token) => {
    const subject = await verify(token)
    const person =
      (await findPersonByAccount(database, PROVIDER, subject)) ?? (await admit(options, token, subject))
    const memberships = await listMemberships(database, person.id)
    return {
      kind: 'person',
      userId: person.id,
      email: person.email,
      name: person.name,
      byToken: true,
      memberships: memberships.map(({ org_slug: org, role }) => ({ org, role })),
    }
  }
}

async function admit(options: SupabaseOptions, token: string, subject: string): Promise<Person> {
  const { database, clock, signUp } = options
  const address = await provenAddress(options, token, subject)
  // Supabase has seen proof of the address, which is what the link in an invitation's mail would prove.
  const create = signUp || (await isInvited(database, address.email, new Date(clock.now())))
  const account = { provider: PROVIDER, accountId: subject, create, ...address }
  const person = await database.transaction((tx) => linkAccount(tx, account))
  if (person) return person
  throw new AppError(
    'forbidden',
    'This deployment takes new accounts by invitation only. Ask an owner of an organization to invite you.',
  )
}
