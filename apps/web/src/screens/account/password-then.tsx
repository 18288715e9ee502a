'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { passwordText } from '../auth/password-text.ts'
import { CurrentPasswordField } from './current-password-field.tsx'

type PasswordThenProps = {
  readonly action: string
  readonly onPassword: (password: string) => Promise<void>
  readonly onCancel: () => void
}

/** Asks for the password before something a borrowed browser must not do. */
export function PasswordThen({ action, onPassword, onCancel }: PasswordThenProps) {
  const go = useMutation({ mutationFn: onPassword })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    go.mutate(passwordText(new FormData(event.currentTarget), 'password'))
  }
  return (
    <form onSubmit={submit} aria-label={action} className="space-y-3">
      <FormError error={go.error} />
      <CurrentPasswordField name="password" />
      <div className="flex gap-2">
        <Button type="submit" size="md" disabled={go.isPending}>
          {action}
        </Button>
        <Button kind="ghost" size="md" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
