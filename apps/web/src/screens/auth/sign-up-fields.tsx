'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { passwordText } from './password-text.ts'

type SignUpFieldsProps = {
  /** Fixes the address, and opens the door where sign-up is closed. */
  readonly invitation?: { readonly token: string; readonly email: string }
  readonly onSignedUp: () => Promise<void>
}

/** Makes an account and signs in to it. */
export function SignUpFields({ invitation, onSignedUp }: SignUpFieldsProps) {
  const signUp = useMutation({
    mutationFn: async (account: { name: string; email: string; password: string }) => {
      await authAnswer(
        auth.signUp.email(
          account,
          invitation ? { headers: { 'x-invitation-token': invitation.token } } : undefined,
        ),
      )
      await onSignedUp()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signUp.mutate({
      name: formText(form, 'name'),
      email: formText(form, 'email'),
      password: passwordText(form, 'password'),
    })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={signUp.error} />
      <Field label="Name">
        {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={100} />}
      </Field>
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={invitation?.email}
            readOnly={invitation !== undefined}
          />
        )}
      </Field>
      <NewPasswordField />
      <Button type="submit" kind="primary" size="md" className="w-full" disabled={signUp.isPending}>
        {signUp.isPending ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
