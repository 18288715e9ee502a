'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import type { SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { passwordText } from './password-text.ts'
import { useAddressToken } from './use-address-token.ts'

/** Sets a new password with the token behind the `#` of the address. */
export function ResetPasswordForm() {
  const token = useAddressToken()
  const reset = useMutation({
    mutationFn: (newPassword: string) => authAnswer(auth.resetPassword({ newPassword, token: token ?? '' })),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    reset.mutate(passwordText(new FormData(event.currentTarget), 'password'))
  }
  if (token === undefined) return <Loading label="Reading the link" rows={3} />
  if (token === '') {
    return (
      <div className="space-y-4">
        <Notice kind="danger">The address is not complete. Open the whole link again, up to its end.</Notice>
        <AskAgain />
      </div>
    )
  }
  if (reset.isSuccess) {
    return (
      <div className="space-y-4">
        <Notice kind="ok">Your password is set. You were signed out everywhere.</Notice>
        <Button asChild kind="primary" size="md" className="w-full">
          <Link href={paths.login()}>Sign in</Link>
        </Button>
      </div>
    )
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={reset.error} />
      <NewPasswordField label="New password" />
      <Button type="submit" kind="primary" size="md" className="w-full" disabled={reset.isPending}>
        {reset.isPending ? 'Saving…' : 'Set the password'}
      </Button>
      {reset.error ? <AskAgain /> : null}
    </form>
  )
}

function AskAgain() {
  return (
    <p className="text-sm">
      <Link href={paths.forgotPassword()} className="text-accent underline underline-offset-2">
        Ask for a new link
      </Link>
    </p>
  )
}
