import type { IssuedInvitation } from '../../api/shapes.ts'
import { SecretOnce } from '../../components/secret-once.tsx'
import { Notice } from '../../ui/notice.tsx'

type IssuedInvitationNoticeProps = { readonly invitation: IssuedInvitation }

/** What became of an invitation just made: mailed, or a link to hand over. */
export function IssuedInvitationNotice({ invitation }: IssuedInvitationNoticeProps) {
  const { email, role, mail_fault: fault, invite_url: url } = invitation
  if (!url)
    return (
      <Notice kind="ok">
        {email} was mailed an invitation as {role}. It can be accepted for 48 hours.
      </Notice>
    )
  return (
    <SecretOnce
      label="Invitation link"
      secret={url}
      note={`${fault ?? 'No mail was sent.'} Give this link to ${email} yourself: it is shown only now, works once, for that address, during 48 hours.`}
    />
  )
}
