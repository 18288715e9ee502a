'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { auth } from '../../api/auth-client.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { destinationAfterSignIn } from './destination-after-sign-in.ts'
import { formText } from '../../format/form-text.ts'

const MIN_PASSWORD = 10

export function SignupForm() {
  const router = useRouter()
  const client = useQueryClient()
  const [message, setMessage] = useState<string>()
  const [busy, setBusy] = useState(false)

  const signUp = async (form: FormData) => {
    setBusy(true)
    setMessage(undefined)
    const result = await auth.signUp.email({
      name: formText(form, 'name'),
      email: formText(form, 'email'),
      password: formText(form, 'password'),
    })
    if (result.error) {
      setBusy(false)
      setMessage(
        result.error.message ?? 'Signing up failed. The API service may still be starting; try again.',
      )
      return
    }
    client.clear()
    router.replace(await destinationAfterSignIn(client, undefined))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    void signUp(new FormData(event.currentTarget))
  }
  return (
    <>
      <form onSubmit={submit} className="space-y-4">
        {message ? <Notice kind="danger">{message}</Notice> : null}
        <Field label="Name">
          {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={100} />}
        </Field>
        <Field label="E-mail">
          {(control) => <Input {...control} name="email" type="email" autoComplete="email" required />}
        </Field>
        <Field label="Password" help={`At least ${MIN_PASSWORD} characters.`}>
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={MIN_PASSWORD}
              maxLength={128}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" size="md" className="w-full" disabled={busy}>
          {busy ? 'Creating your account…' : 'Create account'}
        </Button>
      </form>
      <p className="mt-5 text-sm text-muted">
        Have an account?{' '}
        <Link href={paths.login()} className="text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  )
}
