'use client'

import { useInvitations } from '../../api/use-invitations.ts'
import { useInvite } from '../../api/use-invite.ts'
import { useRevokeInvitation } from '../../api/use-revoke-invitation.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formatInstant } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { IssuedInvitationNotice } from './issued-invitation-notice.tsx'

type PendingInvitationsProps = { readonly org: string }

export function PendingInvitations({ org }: PendingInvitationsProps) {
  const invitations = useInvitations(org)
  const resend = useInvite(org)
  const revoke = useRevokeInvitation(org)
  if (invitations.error) {
    return (
      <ErrorState
        error={invitations.error}
        what="The invitations"
        onRetry={() => void invitations.refetch()}
      />
    )
  }
  if (!invitations.data) return null
  const { mail, invitations: pending } = invitations.data
  const busy = resend.isPending || revoke.isPending
  return (
    <div className="space-y-3 pt-3">
      {mail ? null : (
        <p className="text-sm text-muted">
          This server has no mail server (<code>SMTP_HOST</code>), so you get a link to hand over instead.
        </p>
      )}
      <FormError error={resend.error ?? revoke.error} />
      {resend.data ? <IssuedInvitationNotice invitation={resend.data} /> : null}
      {pending.length > 0 ? (
        <ul aria-label="Pending invitations" className="divide-y border-y">
          {pending.map((invitation) => (
            <li
              key={invitation.invitation_id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm"
            >
              <span className="min-w-0 flex-1 basis-56 break-words">
                {invitation.email}
                <span className="block text-2xs text-faint">
                  {invitation.status === 'pending' ? 'until' : 'ended'} {formatInstant(invitation.expires_at)}
                </span>
              </span>
              <Badge>{invitation.role}</Badge>
              <Badge tone={invitation.status === 'pending' ? 'accent' : 'warn'}>{invitation.status}</Badge>
              <span className="ml-auto flex">
                <Button
                  kind="ghost"
                  aria-label={`Send the invitation of ${invitation.email} again`}
                  disabled={busy}
                  onClick={() => resend.mutate({ again: invitation.invitation_id })}
                >
                  {mail ? 'Send again' : 'New link'}
                </Button>
                <Button
                  kind="ghost"
                  aria-label={`Revoke the invitation of ${invitation.email}`}
                  disabled={busy}
                  onClick={() => revoke.mutate(invitation.invitation_id)}
                >
                  Revoke
                </Button>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
