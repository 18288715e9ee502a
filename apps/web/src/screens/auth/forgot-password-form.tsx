'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { useSignInOptions } from '../../api/use-sign-in-options.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { NoMail } from './no-mail.tsx'

/** Asks for a link by mail. The answer is the same whether or not the address has an account. */
export function ForgotPasswordForm() {
  const options = useSignInOptions()
  const ask = useMutation({
    mutationFn: (email: string) => authAnswer(auth.requestPasswordReset({ email })),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask.mutate(formText(new FormData(event.currentTarget), 'email'))
  }
  if (options.isPending) return <Loading label="Asking the server" rows={3} />
  if (options.error) {
    return <ErrorState error={options.error} what="The page" onRetry={() => void options.refetch()} />
  }
  if (!options.data.mail) return <NoMail />
  if (ask.isSuccess) {
    return (
      <Notice kind="ok">
        If {ask.variables} has an account, a link is on its way. It works once, for one hour. Nothing after a
        few minutes? Look among unwanted mail, then try again.
      </Notice>
    )
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-muted">A link sent to your address lets you set a new one.</p>
      <FormError error={ask.error} />
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Button type="submit" kind="primary" size="md" className="w-full" disabled={ask.isPending}>
        {ask.isPending ? 'Sending…' : 'Send a link'}
      </Button>
    </form>
  )
}
