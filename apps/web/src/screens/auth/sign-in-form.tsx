'use client'

import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { passwordText } from './password-text.ts'
import { TwoFactorForm } from './two-factor-form.tsx'

type SignInFormProps = {
  /** The only address that makes sense here, such as the invited one. */
  readonly email?: string
  readonly kind?: 'primary' | 'outline'
  readonly onSignedIn: () => Promise<void>
}

/** E-mail and password, then the second step where the account has one. */
export function SignInForm({ email, kind = 'primary', onSignedIn }: SignInFormProps) {
  const [halfway, setHalfway] = useState(false)
  const signIn = useMutation({
    mutationFn: async (input: { email: string; password: string }) => {
      const data = await authAnswer(auth.signIn.email(input))
      if ('twoFactorRedirect' in data && data.twoFactorRedirect) setHalfway(true)
      else await onSignedIn()
    },
  })
  if (halfway) return <TwoFactorForm onSignedIn={onSignedIn} onStartAgain={() => setHalfway(false)} />
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: formText(form, 'email'), password: passwordText(form, 'password') })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={signIn.error} />
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={email}
            readOnly={email !== undefined}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Button type="submit" kind={kind} size="md" className="w-full" disabled={signIn.isPending}>
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
