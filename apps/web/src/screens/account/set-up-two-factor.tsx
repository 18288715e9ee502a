'use client'

import { useState } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { PasswordThen } from './password-then.tsx'
import { ProveApp } from './prove-app.tsx'

type SetUpTwoFactorProps = {
  readonly onDone: (backupCodes: readonly string[]) => void
  readonly onCancel: () => void
}

/** Password, then the secret for the app, then a code that proves the app has it. */
export function SetUpTwoFactor({ onDone, onCancel }: SetUpTwoFactorProps) {
  const [offer, setOffer] = useState<{ readonly uri: string; readonly codes: readonly string[] }>()
  if (offer) return <ProveApp uri={offer.uri} onProven={() => onDone(offer.codes)} onCancel={onCancel} />
  return (
    <PasswordThen
      action="Go on"
      onCancel={onCancel}
      onPassword={async (password) => {
        const { totpURI, backupCodes } = await authAnswer(auth.twoFactor.enable({ password }))
        setOffer({ uri: totpURI, codes: backupCodes })
      }}
    />
  )
}
