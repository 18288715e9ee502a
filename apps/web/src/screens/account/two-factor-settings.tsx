'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordThen } from './password-then.tsx'

type TwoFactorSettingsProps = { readonly onCodes: (codes: readonly string[] | undefined) => void }

/** New backup codes, or off again; both ask for the password. */
export function TwoFactorSettings({ onCodes }: TwoFactorSettingsProps) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<'codes' | 'off'>()
  const done = () => setAsking(undefined)
  if (asking === 'codes') {
    return (
      <PasswordThen
        action="Make new backup codes"
        onCancel={done}
        onPassword={async (password) => {
          const { backupCodes } = await authAnswer(auth.twoFactor.generateBackupCodes({ password }))
          onCodes(backupCodes)
          done()
        }}
      />
    )
  }
  if (asking === 'off') {
    return (
      <PasswordThen
        action="Switch it off"
        onCancel={done}
        onPassword={async (password) => {
          await authAnswer(auth.twoFactor.disable({ password }))
          onCodes(undefined)
          await client.invalidateQueries({ queryKey: ['me'] })
        }}
      />
    )
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="md" onClick={() => setAsking('codes')}>
        New backup codes
      </Button>
      <Button size="md" kind="danger" onClick={() => setAsking('off')}>
        Switch it off
      </Button>
    </div>
  )
}
