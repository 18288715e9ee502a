'use client'

import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { CodeInput } from './code-input.tsx'
import { Input } from '../../ui/input.tsx'

type TwoFactorFormProps = { readonly onSignedIn: () => Promise<void>; readonly onStartAgain: () => void }

/** The second step of signing in: a code of the authenticator app, or a backup code. */
export function TwoFactorForm({ onSignedIn, onStartAgain }: TwoFactorFormProps) {
  const [backup, setBackup] = useState(false)
  const verify = useMutation({
    mutationFn: async (code: string) => {
      if (backup) await authAnswer(auth.twoFactor.verifyBackupCode({ code }))
      else await authAnswer(auth.twoFactor.verifyTotp({ code: code.replaceAll(' ', '') }))
      await onSignedIn()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    verify.mutate(formText(new FormData(event.currentTarget), 'code'))
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={verify.error} />
      {backup ? (
        <Field key="backup" label="Backup code" help="Each works once.">
          {(control) => <Input {...control} name="code" autoComplete="off" autoFocus required />}
        </Field>
      ) : (
        <Field key="app" label="Code" help="The six digits your authenticator app shows for CloudAct.">
          {(control) => <CodeInput {...control} autoFocus />}
        </Field>
      )}
      <Button type="submit" kind="primary" size="md" className="w-full" disabled={verify.isPending}>
        {verify.isPending ? 'Checking…' : 'Continue'}
      </Button>
      <div className="flex justify-between gap-2">
        <Button
          kind="ghost"
          onClick={() => {
            verify.reset()
            setBackup(!backup)
          }}
        >
          {backup ? 'Use the app instead' : 'Use a backup code'}
        </Button>
        <Button kind="ghost" onClick={onStartAgain}>
          Start again
        </Button>
      </div>
    </form>
  )
}
