import { findOrganization } from '@cloudact/store/organizations/find-organization'
import type { Caller } from '@cloudact/http/caller'
import type { z } from 'zod'
import type { ApiContext } from '../../context.ts'
import { type IssuedInvitationShape, toInvitation } from './invitation-shape.ts'
import type { IssuedInvitation } from './issue-invitation.ts'

const NO_MAIL_SERVER = 'This server has no mail server configured.'

/** Mails the link, or answers it to be handed over when that is not possible. */
export async function deliverInvitation(
  context: ApiContext,
  { row, token }: IssuedInvitation,
  caller: Caller,
): Promise<z.input<typeof IssuedInvitationShape>> {
  const url = `${context.config.publicUrl}/invite/${token}`
  const company = (await findOrganization(context.database, row.org_slug))?.company_name ?? row.org_slug
  const inviter = caller.kind === 'person' ? caller.name || caller.email : 'The operator'
  const result = context.sendLetter
    ? await context.sendLetter({
        to: row.email,
        subject: `Join ${company} on CloudAct`,
        text: `${inviter} invites you to ${company} on CloudAct, as ${row.role}.\n\nThe link works once, for this address, during 48 hours. If you did not expect this, you need not do anything.`,
        link: { label: 'Accept the invitation', url },
      })
    : { sent: false as const, reason: NO_MAIL_SERVER }
  return {
    ...toInvitation(row, context.clock.now()),
    mailed: result.sent,
    mail_fault: result.sent ? null : result.reason,
    invite_url: result.sent ? null : url,
  }
}
