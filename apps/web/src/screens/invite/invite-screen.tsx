'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ApiError } from '../../api/api-error.ts'
import { useAcceptInvitation } from '../../api/use-accept-invitation.ts'
import { useInvitation } from '../../api/use-invitation.ts'
import { useMe } from '../../api/use-me.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formatInstant } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { AuthFrame } from '../auth/auth-frame.tsx'
import { DeadInvitation } from './dead-invitation.tsx'
import { JoinSignedOut } from './join-signed-out.tsx'
import { OtherAccount } from './other-account.tsx'

type InviteScreenProps = { readonly token: string }

/** Where the link of an invitation leads: says what it is, signs the person in or up, and joins. */
export function InviteScreen({ token }: InviteScreenProps) {
  const router = useRouter()
  const client = useQueryClient()
  const invitation = useInvitation(token)
  const me = useMe()
  const accept = useAcceptInvitation(token)
  const join = async () => {
    const joined = await accept.mutateAsync()
    router.replace(paths.dashboard(joined.org_slug))
  }
  const signedIn = async () => {
    await client.invalidateQueries({ queryKey: ['me'] })
    await join()
  }
  const signedOut = me.error instanceof ApiError && me.error.status === 401

  if (invitation.error instanceof ApiError && [404, 422].includes(invitation.error.status))
    return <DeadInvitation />
  if (invitation.error) {
    return (
      <AuthFrame title="Invitation">
        <ErrorState
          error={invitation.error}
          what="The invitation"
          onRetry={() => void invitation.refetch()}
        />
      </AuthFrame>
    )
  }
  if (!invitation.data || me.isPending) {
    return (
      <AuthFrame title="Invitation">
        <Loading label="Loading the invitation" rows={4} />
      </AuthFrame>
    )
  }
  const { company_name: company, email, role, inviter, expires_at: expires } = invitation.data
  const self = me.data?.user.email
  return (
    <AuthFrame
      title={`Join ${company}`}
      note={`${inviter ?? 'The operator'} invites you, as ${role}. The invitation is for ${email} and ends ${formatInstant(expires)}.`}
    >
      <div className="space-y-4">
        <FormError error={accept.error} />
        {me.error && !signedOut ? (
          <ErrorState error={me.error} what="Your account" onRetry={() => void me.refetch()} />
        ) : null}
        {signedOut ? <JoinSignedOut invitation={{ token, email }} onSignedIn={signedIn} /> : null}
        {self !== undefined && self !== email ? <OtherAccount self={self} invited={email} /> : null}
        {self === email ? (
          <Button
            kind="primary"
            size="md"
            className="w-full"
            disabled={accept.isPending}
            onClick={() => {
              // A refusal is shown above; there is nothing else to do about it here.
              join().catch(() => undefined)
            }}
          >
            {accept.isPending ? 'Joining…' : `Join ${company}`}
          </Button>
        ) : null}
      </div>
    </AuthFrame>
  )
}
