'use client'

import { useState } from 'react'
import { Segmented } from '../../ui/segmented.tsx'
import { SignInForm } from '../auth/sign-in-form.tsx'
import { SignUpFields } from '../auth/sign-up-fields.tsx'

type JoinSignedOutProps = {
  readonly invitation: { readonly token: string; readonly email: string }
  readonly onSignedIn: () => Promise<void>
}

const WAYS = [
  { value: 'up', label: 'Create account' },
  { value: 'in', label: 'Sign in' },
] as const

/** A new account or the one the person has; both belong to the invited address. */
export function JoinSignedOut({ invitation, onSignedIn }: JoinSignedOutProps) {
  const [way, setWay] = useState<(typeof WAYS)[number]['value']>('up')
  return (
    <>
      <Segmented label="Account" value={way} options={WAYS} onChange={setWay} />
      {way === 'up' ? (
        <SignUpFields invitation={invitation} onSignedUp={onSignedIn} />
      ) : (
        <SignInForm email={invitation.email} onSignedIn={onSignedIn} />
      )}
    </>
  )
}
