import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { Role } from '@cloudact/core/roles'
import type { Caller } from '@cloudact/http/caller'
import { sha256 } from '@cloudact/security/constant-time'
import { randomToken } from '@cloudact/security/random-token'
import { insertInvitation } from '@cloudact/store/invitations/insert-invitation'
import type { InvitationRow } from '@cloudact/store/invitations/invitation-row'
import { listOpenInvitations } from '@cloudact/store/invitations/list-open-invitations'
import { recentInvitations } from '@cloudact/store/invitations/recent-invitations'
import { revokeInvitation } from '@cloudact/store/invitations/revoke-invitation'
import { listMembers } from '@cloudact/store/members/members'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { refuseBeyondSeats } from '../members/refuse-beyond-seats.ts'

const HOUR_MILLISECONDS = 3_600_000
/** An invitation can be accepted for 48 hours (spec: roles and invites). */
const LIFETIME_MILLISECONDS = 48 * HOUR_MILLISECONDS
const PER_HOUR = 10
const TOKEN_BYTES = 32

export type Issue = {
  readonly org: OrgSlug
  /** Lower case. */
  readonly email: string
  readonly role: Role
  readonly caller: Caller
  /** Milliseconds. */
  readonly now: number
}

export type IssuedInvitation = { readonly row: InvitationRow; readonly token: string }

/**
 * Stores a new invitation; open seats are counted with the invitations that are still waiting for an answer. The
 * caller holds the organization's subscription lock through `tx`. Throws `conflict` for a member or an address that
 * has an open invitation, `quota_exceeded` without a seat, and `rate_limited` after ten in an hour.
 */
export async function issueInvitation(tx: Transaction, issue: Issue): Promise<IssuedInvitation> {
  const { org, email, role, caller, now } = issue
  const { seat_limit: seats } = await lockSubscription(tx, org)
  const members = await listMembers(tx, org)
  if (members.some((member) => member.email === email))
    throw new AppError('conflict', 'This person is a member already.')
  const open = await listOpenInvitations(tx, org)
  const waiting = open.filter((invitation) => invitation.expires_at.getTime() > now)
  if (waiting.some((invitation) => invitation.email === email)) {
    throw new AppError(
      'conflict',
      'This address is invited already. Send that invitation again, or revoke it.',
    )
  }
  refuseBeyondSeats(
    seats,
    members.length + waiting.length,
    'Remove a member, revoke an invitation, or change the plan.',
  )
  refuseBeyondHour(await recentInvitations(tx, org, new Date(now - HOUR_MILLISECONDS)), now)
  const expired = open.find((invitation) => invitation.email === email)
  if (expired) await revokeInvitation(tx, org, expired.invitation_id, new Date(now))
  const token = randomToken(TOKEN_BYTES)
  const row: InvitationRow = {
    invitation_id: `inv_${randomUUID()}`,
    org_slug: org,
    email,
    role,
    invited_by: caller.kind === 'person' ? caller.userId : null,
    created_at: new Date(now),
    expires_at: new Date(now + LIFETIME_MILLISECONDS),
  }
  await insertInvitation(tx, { ...row, token_hash: sha256(token) })
  return { row, token }
}

function refuseBeyondHour(recent: readonly Date[], now: number): void {
  const [oldest] = recent
  if (oldest === undefined || recent.length < PER_HOUR) return
  throw new AppError(
    'rate_limited',
    `An organization may send ${PER_HOUR} invitations per hour. Wait and try again.`,
    {
      retryAfterSeconds: Math.ceil((oldest.getTime() + HOUR_MILLISECONDS - now) / 1000),
      public: { limit: PER_HOUR, bucket: 'invitations' },
    },
  )
}
